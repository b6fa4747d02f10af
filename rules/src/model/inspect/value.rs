//! Typed values from raw JSON; a wrong type costs the one value that has it.

use std::borrow::Cow;

use serde::Deserialize;

use super::Field;
use crate::artifact::{Effect, Problem};
use crate::model::json::{Member, Raw};
use crate::span::Spanned;

/// Problems that are told of one text; more would say the same again, at many times its size.
pub(in crate::model) const MOST_PROBLEMS: usize = 1_000;

/// Reads values and collects what it could not read.
#[derive(Debug, Default)]
pub(in crate::model) struct Reader {
    /// What could not be read so far, as far as it is told.
    pub(in crate::model) problems: Vec<Problem>,
    /// How many values could not be read so far.
    pub(in crate::model) unread: usize,
    /// How many of them are not among the problems, because these are as many as anybody looks at.
    pub(in crate::model) unlisted: usize,
}

impl Reader {
    /// Takes up what is wrong with a part that could not be read.
    pub(in crate::model) fn tell(&mut self, problem: impl FnOnce() -> Problem) {
        self.unread += 1;
        if self.problems.len() < MOST_PROBLEMS {
            self.problems.push(problem());
        } else {
            self.unlisted += 1;
        }
    }

    /// The members of an object; none for `null` and, with a problem, for other types.
    pub(in crate::model) fn object<'a>(
        &mut self,
        what: &str,
        raw: Raw<'a>,
    ) -> impl Iterator<Item = Member<'a>> + use<'a> {
        let members = raw.members();
        if members.is_none() && raw.get() != "null" {
            self.unreadable(what, "an object", raw);
        }
        members.into_iter().flatten()
    }

    /// A string that is not empty.
    pub(in crate::model) fn string(&mut self, what: &str, raw: Raw<'_>) -> Field<String> {
        let read: Field<Cow<'_, str>> = match raw.plain() {
            Some(plain) => Field::Stated(Spanned::new(Cow::Borrowed(plain), raw.span())),
            None => self.scalar(what, "a string", raw),
        };
        match read {
            Field::Stated(stated) if stated.value.is_empty() => Field::Absent,
            field => field.map(Cow::into_owned),
        }
    }

    /// A string that is not empty, or a number or boolean as it is written.
    pub(in crate::model) fn written(&mut self, what: &str, raw: Raw<'_>) -> Field<String> {
        let written = raw.get();
        let is_bare = !written.starts_with(['"', '[', '{']) && written != "null";
        if is_bare {
            return Field::Stated(Spanned::new(written.to_owned(), raw.span()));
        }
        self.string(what, raw)
    }

    /// `true` or `false`.
    pub(in crate::model) fn flag(&mut self, what: &str, raw: Raw<'_>) -> Field<bool> {
        self.scalar(what, "true or false", raw)
    }

    /// A whole number.
    pub(in crate::model) fn number(&mut self, what: &str, raw: Raw<'_>) -> Field<i64> {
        self.scalar(what, "a whole number", raw)
    }

    /// A list of strings that is not empty.
    pub(in crate::model) fn strings(
        &mut self,
        what: &str,
        raw: Raw<'_>,
    ) -> Field<Vec<Spanned<String>>> {
        self.list(what, raw, |reader, item| match reader.string(what, item) {
            // An empty argument is an argument.
            Field::Absent if item.get() == "\"\"" => Some(Spanned::new(String::new(), item.span())),
            field => field.stated().cloned(),
        })
    }

    /// A list of strings, or one string as a list of one.
    pub(in crate::model) fn one_or_more(
        &mut self,
        what: &str,
        raw: Raw<'_>,
    ) -> Field<Vec<Spanned<String>>> {
        if raw.get().starts_with('"') {
            let span = raw.span();
            return self
                .string(what, raw)
                .map(|one| vec![Spanned::new(one, span)]);
        }
        self.strings(what, raw)
    }

    /// A list of anything that is not empty; an item nobody can read is left out with a problem.
    pub(in crate::model) fn list<'a, T>(
        &mut self,
        what: &str,
        raw: Raw<'a>,
        mut item: impl FnMut(&mut Self, Raw<'a>) -> Option<T>,
    ) -> Field<Vec<T>> {
        if raw.get() == "null" {
            return Field::Absent;
        }
        let Some(raw_items) = raw.items() else {
            self.unreadable(what, "a list", raw);
            return Field::Unreadable(raw.span());
        };
        let items: Vec<T> = raw_items.filter_map(|raw| item(self, raw)).collect();
        if !items.is_empty() {
            Field::Stated(Spanned::new(items, raw.span()))
        } else if raw.is_blank_list() {
            Field::Absent
        } else {
            // Every item was unreadable.
            Field::Unreadable(raw.span())
        }
    }

    /// The keys of an object that is not empty, without quotes, each at its own place.
    pub(in crate::model) fn keys(
        &mut self,
        what: &str,
        raw: Raw<'_>,
    ) -> Field<Vec<Spanned<String>>> {
        self.entries(what, raw)
            .map(|entries| entries.into_iter().map(|(key, _)| key).collect())
    }

    /// The members of an object of strings that is not empty; other values count as empty text.
    pub(in crate::model) fn pairs(
        &mut self,
        what: &str,
        raw: Raw<'_>,
    ) -> Field<Vec<(Spanned<String>, Spanned<String>)>> {
        let entries = self.entries(what, raw);
        entries.map(|entries| {
            let pair = |(key, raw): (Spanned<String>, Raw<'_>)| {
                let value = self.string(what, raw).value().cloned().unwrap_or_default();
                (key, Spanned::new(value, raw.span()))
            };
            entries.into_iter().map(pair).collect()
        })
    }

    /// The members of an object that is not empty, each key at its own place.
    pub(in crate::model) fn entries<'a>(
        &mut self,
        what: &str,
        raw: Raw<'a>,
    ) -> Field<Vec<(Spanned<String>, Raw<'a>)>> {
        if raw.get() == "null" {
            return Field::Absent;
        }
        let Some(members) = raw.placed_members() else {
            self.unreadable(what, "an object", raw);
            return Field::Unreadable(raw.span());
        };
        let owned = |(key, value): (Spanned<Cow<'a, str>>, Raw<'a>)| {
            (Spanned::new(key.value.into_owned(), key.span), value)
        };
        let placed: Vec<_> = members.map(owned).collect();
        if placed.is_empty() {
            return Field::Absent;
        }
        Field::Stated(Spanned::new(placed, raw.span()))
    }

    /// The string at one key of an object; nothing where the object lacks it.
    pub(in crate::model) fn string_in(
        &mut self,
        what: &str,
        key: &str,
        raw: Raw<'_>,
    ) -> Field<String> {
        let mut found = Field::Absent;
        for (own, raw) in self.object(what, raw) {
            if own == key {
                found = self.string(what, raw);
            }
        }
        found
    }

    /// The string at one key of each object of a list; objects without it are left out.
    pub(in crate::model) fn each(
        &mut self,
        what: &str,
        key: &str,
        raw: Raw<'_>,
    ) -> Field<Vec<Spanned<String>>> {
        let listed = self.list(what, raw, |reader, item| {
            Some(reader.string_in(what, key, item))
        });
        let found = listed.map(|fields| {
            let stated = fields.iter().filter_map(Field::stated);
            stated.cloned().collect::<Vec<_>>()
        });
        match found {
            Field::Stated(found) if found.value.is_empty() => Field::Absent,
            found => found,
        }
    }

    fn scalar<'a, T: Deserialize<'a>>(
        &mut self,
        what: &str,
        wanted: &str,
        raw: Raw<'a>,
    ) -> Field<T> {
        if raw.get() == "null" {
            return Field::Absent;
        }
        let span = raw.span();
        if let Ok(value) = serde_json::from_str(raw.get()) {
            Field::Stated(Spanned::new(value, span))
        } else {
            self.unreadable(what, wanted, raw);
            Field::Unreadable(span)
        }
    }

    fn unreadable(&mut self, what: &str, wanted: &str, raw: Raw<'_>) {
        self.tell(|| {
            let message = format!("{what} is not {wanted}, so what it says is unknown");
            Problem::at(raw.span(), Effect::Partial, message)
        });
    }
}
