//! A text whose lines are shown without the secrets in them.

use super::super::revision::Revision;
use crate::facts::masked;
use crate::span::{LineIndex, Span};

/// What stands where a secret was.
const MASK: &str = "•••";
/// Shorter values stand in too many innocent words.
const SHORTEST_VALUE: usize = 4;
/// Characters shown of a line.
const LONGEST: usize = 200;

/// A text, and what of it must not be shown.
pub(super) struct Masked<'a> {
    text: &'a str,
    lines: LineIndex,
    /// Places of secrets, in order; each with whether a name may begin it.
    hidden: Vec<(Span, bool)>,
    /// The values that stand there, wherever else they turn up.
    values: Vec<&'a str>,
}

impl<'a> Masked<'a> {
    /// The text before the revision.
    pub(super) fn before(revision: &'a Revision, secrets: &[Span]) -> Self {
        let hidden = secrets.iter().map(|span| (*span, true)).collect();
        Self::new(revision.before(), hidden, values(revision, secrets))
    }

    /// The text after it.
    pub(super) fn after(revision: &'a Revision, secrets: &[Span]) -> Self {
        let carried = secrets.iter().flat_map(|span| revision.carried(*span));
        Self::new(
            revision.text(),
            carried.collect(),
            values(revision, secrets),
        )
    }

    fn new(text: &'a str, mut hidden: Vec<(Span, bool)>, values: Vec<&'a str>) -> Self {
        hidden.sort_unstable();
        Self {
            text,
            lines: LineIndex::new(text),
            hidden,
            values,
        }
    }

    /// A line, from 1, as it may be shown. Rather too much is left out than too little: the
    /// rest of a line goes with the secret in it.
    pub(super) fn line(&self, number: usize) -> String {
        let Some(place) = self.lines.line_span(number, self.text) else {
            return String::new();
        };
        let line = place.of(self.text);
        let mut touching = self.hidden.iter().filter(|(span, _)| {
            span.start < place.end.max(place.start + 1) && place.start < span.end
        });
        let shown = match touching.next() {
            Some((span, _)) if span.start < place.start => MASK.to_owned(),
            Some((span, is_named)) => {
                let (open, secret) =
                    line.split_at(line.floor_char_boundary(span.start - place.start));
                let name = if *is_named { name_of(secret) } else { "" };
                format!("{}{name}{MASK}", self.without_values(open))
            }
            None => self.without_values(line),
        };
        cut(&shown)
    }

    fn without_values(&self, line: &str) -> String {
        let found = self.values.iter().filter_map(|value| line.find(value));
        match found.min() {
            Some(at) => {
                let open = line.get(..at).unwrap_or_default();
                format!("{}{MASK}", masked(open))
            }
            None => masked(line),
        }
    }
}

/// The values at the places of secrets, each line and word of them.
fn values<'a>(revision: &'a Revision, secrets: &[Span]) -> Vec<&'a str> {
    let places = secrets.iter().map(|span| span.of(revision.before()));
    let mut values: Vec<&str> = places
        .flat_map(|place| {
            let named = name_of(place).len();
            let value = place.get(named..).unwrap_or(place);
            value.split(|letter: char| letter.is_whitespace() || matches!(letter, '"' | '\'' | '='))
        })
        .filter(|value| value.len() >= SHORTEST_VALUE)
        .collect();
    values.sort_unstable();
    values.dedup();
    values
}

/// The name at the start of a secret's place, where a value follows it.
fn name_of(place: &str) -> &str {
    let quoted = place.trim_start_matches(['"', '\'']);
    let is_name = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-' | '.');
    let value = quoted.trim_start_matches(is_name);
    let length = place.len() - value.len();
    if value.len() < quoted.len() && value.starts_with(['=', ':', ' ']) {
        place.get(..length).unwrap_or_default()
    } else {
        ""
    }
}

/// As much of a line as a reader takes in.
fn cut(line: &str) -> String {
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{} …", line.get(..end).unwrap_or_default()),
        None => line.to_owned(),
    }
}
