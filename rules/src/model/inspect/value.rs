//! Typed values from raw JSON; a wrong type costs the one value that has it.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::Field;
use crate::artifact::{Effect, Problem};
use crate::model::json::{Member, members, place};
use crate::span::{Span, Spanned};

/// Problems that are told of one text; more would say the same again, at many times its size.
pub(in crate::model) const MOST_PROBLEMS: usize = 1_000;

/// Reads the values of one object and collects what it could not read.
pub(in crate::model) struct Reader<'a> {
    /// The whole document, to which all places refer.
    pub(in crate::model) text: &'a str,
    /// What could not be read so far, as far as it is told.
    pub(in crate::model) problems: Vec<Problem>,
    /// How many values could not be read so far.
    pub(in crate::model) unread: usize,
}

impl<'a> Reader<'a> {
    /// A reader of values that stand in `text`.
    pub(in crate::model) const fn new(text: &'a str) -> Self {
        Self {
            text,
            problems: Vec::new(),
            unread: 0,
        }
    }

    /// Takes up what is wrong with a part that could not be read.
    pub(in crate::model) fn tell(&mut self, problem: impl FnOnce() -> Problem) {
        self.unread += 1;
        if self.problems.len() < MOST_PROBLEMS {
            self.problems.push(problem());
        }
    }

    /// The place of a value.
    pub(in crate::model) fn span(&self, raw: &RawValue) -> Span {
        place(self.text, raw.get())
    }

    /// The members of an object; an empty list for `null` and, with a problem, for other types.
    pub(in crate::model) fn object(&mut self, what: &str, raw: &'a RawValue) -> Vec<Member<'a>> {
        if raw.get() == "null" {
            return Vec::new();
        }
        members(raw.get()).unwrap_or_else(|_| {
            self.unreadable(what, "an object", raw);
            Vec::new()
        })
    }

    /// A string that is not empty.
    pub(in crate::model) fn string(&mut self, what: &str, raw: &'a RawValue) -> Field<String> {
        let read: Field<Cow<'a, str>> = self.scalar(what, "a string", raw);
        match read {
            Field::Stated(stated) if stated.value.is_empty() => Field::Absent,
            field => field.map(Cow::into_owned),
        }
    }

    /// A string that is not empty, or a number or boolean as it is written.
    pub(in crate::model) fn written(&mut self, what: &str, raw: &'a RawValue) -> Field<String> {
        let written = raw.get();
        let is_bare = !written.starts_with(['"', '[', '{']) && written != "null";
        if is_bare {
            return Field::Stated(Spanned::new(written.to_owned(), self.span(raw)));
        }
        self.string(what, raw)
    }

    /// The place of a value that says something; the value itself is not kept.
    pub(in crate::model) fn place_unless_empty(&self, raw: &RawValue) -> Option<Span> {
        let says_nothing = matches!(raw.get(), "null" | "\"\"" | "[]" | "{}");
        (!says_nothing).then(|| self.span(raw))
    }

    /// The place of a list that is there and lists nothing.
    pub(in crate::model) fn emptied(&self, raw: &RawValue) -> Option<Span> {
        let written = raw.get();
        (written.starts_with('[') && is_blank_list(written)).then(|| self.span(raw))
    }

    /// `true` or `false`.
    pub(in crate::model) fn flag(&mut self, what: &str, raw: &'a RawValue) -> Field<bool> {
        self.scalar(what, "true or false", raw)
    }

    /// A whole number.
    pub(in crate::model) fn number(&mut self, what: &str, raw: &'a RawValue) -> Field<i64> {
        self.scalar(what, "a whole number", raw)
    }

    /// A list of strings that is not empty.
    pub(in crate::model) fn strings(
        &mut self,
        what: &str,
        raw: &'a RawValue,
    ) -> Field<Vec<Spanned<String>>> {
        self.list(what, raw, |reader, item| match reader.string(what, item) {
            // An empty argument is an argument.
            Field::Absent if item.get() == "\"\"" => {
                Some(Spanned::new(String::new(), reader.span(item)))
            }
            field => field.stated().cloned(),
        })
    }

    /// A list of strings, or one string as a list of one.
    pub(in crate::model) fn one_or_more(
        &mut self,
        what: &str,
        raw: &'a RawValue,
    ) -> Field<Vec<Spanned<String>>> {
        if raw.get().starts_with('"') {
            let span = self.span(raw);
            return self
                .string(what, raw)
                .map(|one| vec![Spanned::new(one, span)]);
        }
        self.strings(what, raw)
    }

    /// A list of anything that is not empty; an item nobody can read is left out with a problem.
    pub(in crate::model) fn list<T>(
        &mut self,
        what: &str,
        raw: &'a RawValue,
        mut item: impl FnMut(&mut Self, &'a RawValue) -> Option<T>,
    ) -> Field<Vec<T>> {
        let read: Field<Vec<&'a RawValue>> = self.raw_list(what, raw);
        match read {
            Field::Stated(list) => {
                let items: Vec<T> = list
                    .value
                    .into_iter()
                    .filter_map(|raw| item(self, raw))
                    .collect();
                if items.is_empty() {
                    // Every item was unreadable, or the list was empty.
                    return if raw.get().len() > 2 && !is_blank_list(raw.get()) {
                        Field::Unreadable(list.span)
                    } else {
                        Field::Absent
                    };
                }
                Field::Stated(Spanned::new(items, list.span))
            }
            Field::Absent => Field::Absent,
            Field::Unreadable(span) => Field::Unreadable(span),
        }
    }

    /// The keys of an object that is not empty, without quotes, each at its own place.
    pub(in crate::model) fn keys(
        &mut self,
        what: &str,
        raw: &'a RawValue,
    ) -> Field<Vec<Spanned<String>>> {
        self.entries(what, raw)
            .map(|entries| entries.into_iter().map(|(key, _)| key).collect())
    }

    /// The members of an object of strings that is not empty; other values count as empty text.
    pub(in crate::model) fn pairs(
        &mut self,
        what: &str,
        raw: &'a RawValue,
    ) -> Field<Vec<(Spanned<String>, Spanned<String>)>> {
        let entries = self.entries(what, raw);
        entries.map(|entries| {
            let pair = |(key, raw): (Spanned<String>, &'a RawValue)| {
                let value = self.string(what, raw).value().cloned().unwrap_or_default();
                (key, Spanned::new(value, self.span(raw)))
            };
            entries.into_iter().map(pair).collect()
        })
    }

    /// The members of an object that is not empty, each key at its own place.
    pub(in crate::model) fn entries(
        &mut self,
        what: &str,
        raw: &'a RawValue,
    ) -> Field<Vec<(Spanned<String>, &'a RawValue)>> {
        let before = self.unread;
        let members = self.object(what, raw);
        let span = self.span(raw);
        if self.unread > before {
            return Field::Unreadable(span);
        }
        if members.is_empty() {
            return Field::Absent;
        }
        let mut from = span.start;
        let placed = members
            .into_iter()
            .map(|(key, value)| {
                let value_span = self.span(value);
                let key_span = key_place(self.text, from, value_span.start);
                from = value_span.end;
                (Spanned::new(key.into_owned(), key_span), value)
            })
            .collect();
        Field::Stated(Spanned::new(placed, span))
    }

    /// The string at one key of an object; nothing where the object lacks it.
    pub(in crate::model) fn string_in(
        &mut self,
        what: &str,
        key: &str,
        raw: &'a RawValue,
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
        raw: &'a RawValue,
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

    fn raw_list(&mut self, what: &str, raw: &'a RawValue) -> Field<Vec<&'a RawValue>> {
        self.scalar(what, "a list", raw)
    }

    fn scalar<T: Deserialize<'a>>(
        &mut self,
        what: &str,
        wanted: &str,
        raw: &'a RawValue,
    ) -> Field<T> {
        if raw.get() == "null" {
            return Field::Absent;
        }
        let span = self.span(raw);
        if let Ok(value) = serde_json::from_str(raw.get()) {
            Field::Stated(Spanned::new(value, span))
        } else {
            self.unreadable(what, wanted, raw);
            Field::Unreadable(span)
        }
    }

    fn unreadable(&mut self, what: &str, wanted: &str, raw: &RawValue) {
        let place = self.span(raw);
        self.tell(|| {
            let message = format!("{what} is not {wanted}, so what it says is unknown");
            Problem::at(place, Effect::Partial, message)
        });
    }
}

fn is_blank_list(written: &str) -> bool {
    written
        .trim_matches(['[', ']', ' ', '\n', '\r', '\t'])
        .is_empty()
}

/// The key, quotes included, between the end of the value before it and its own value.
fn key_place(text: &str, from: usize, value: usize) -> Span {
    let between = text.get(from..value).unwrap_or_default();
    match (between.find('"'), between.rfind('"')) {
        (Some(first), Some(last)) => Span::new(from + first, from + last + 1),
        _ => Span::new(value, value),
    }
}
