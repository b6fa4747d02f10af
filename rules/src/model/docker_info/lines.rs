//! Lines that commands print for people: `Label: value`, nested by their indentation.

use crate::model::inspect::Field;
use crate::span::{Span, Spanned};

/// One line that is not blank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::model) struct Line<'a> {
    /// How many blanks stand in front; a tab counts as one.
    pub(in crate::model) indent: usize,
    /// What stands in front of the colon; the whole line where there is none.
    pub(in crate::model) label: &'a str,
    /// What stands behind the colon; empty where there is none.
    pub(in crate::model) value: &'a str,
    /// The line without the blanks around it.
    pub(in crate::model) written: &'a str,
    /// The place of [`Line::written`].
    pub(in crate::model) span: Span,
    /// The place of [`Line::value`].
    pub(in crate::model) value_span: Span,
}

/// The lines of a text that are not blank.
pub(in crate::model) fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut at = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let start = at;
        at += line.len();
        let rest = line.trim_start();
        let written = rest.trim_end();
        if written.is_empty() {
            return None;
        }
        let indent = line.len() - rest.len();
        let start = start + indent;
        let (label, value) = split(written);
        let value_start = start + written.len() - value.len();
        Some(Line {
            indent,
            label,
            value,
            written,
            span: Span::new(start, start + written.len()),
            value_span: Span::new(value_start, value_start + value.len()),
        })
    })
}

/// A label ends in a colon with a blank or nothing behind it: addresses have colons, too.
fn split(line: &str) -> (&str, &str) {
    let colon = line.match_indices(':').find(|(at, _)| {
        let rest = line.get(at + 1..).unwrap_or_default();
        rest.is_empty() || rest.starts_with([' ', '\t'])
    });
    let parts = colon.and_then(|(at, _)| Some((line.get(..at)?, line.get(at + 1..)?)));
    parts.map_or((line, ""), |(label, value)| {
        (label.trim_end(), value.trim())
    })
}

impl Line<'_> {
    /// The value, where there is one.
    pub(in crate::model) fn text(&self) -> Field<String> {
        if self.value.is_empty() || self.value == "<unknown>" {
            return Field::Absent;
        }
        Field::Stated(Spanned::new(self.value.to_owned(), self.value_span))
    }

    /// The value as a whole number.
    pub(in crate::model) fn number(&self) -> Field<i64> {
        self.typed(|value| value.parse().ok())
    }

    /// The value as `true` or `false`.
    pub(in crate::model) fn flag(&self) -> Field<bool> {
        self.typed(|value| value.parse().ok())
    }

    /// The words of the value.
    pub(in crate::model) fn words(&self) -> Field<Vec<Spanned<String>>> {
        let words: Vec<_> = self
            .value
            .split_whitespace()
            .map(|word| {
                let offset = (word.as_ptr() as usize).wrapping_sub(self.value.as_ptr() as usize);
                let start = self.value_span.start + offset;
                Spanned::new(word.to_owned(), Span::new(start, start + word.len()))
            })
            .collect();
        if words.is_empty() {
            return Field::Absent;
        }
        Field::Stated(Spanned::new(words, self.value_span))
    }

    fn typed<T>(&self, parse: impl Fn(&str) -> Option<T>) -> Field<T> {
        if self.value.is_empty() {
            return Field::Absent;
        }
        parse(self.value).map_or(Field::Unreadable(self.value_span), |value| {
            Field::Stated(Spanned::new(value, self.value_span))
        })
    }

    /// The whole line as an item of a list.
    pub(in crate::model) fn item(&self) -> Spanned<String> {
        Spanned::new(self.written.to_owned(), self.span)
    }
}

/// Adds an item to a list that may not have begun.
pub(super) fn push<T>(list: &mut Field<Vec<T>>, item: T, span: Span) {
    if let Field::Stated(list) = list {
        list.value.push(item);
        list.span = list.span.to(span);
    } else {
        *list = Field::Stated(Spanned::new(vec![item], span));
    }
}
