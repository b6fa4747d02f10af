//! A text whose lines are shown without the secrets in them.

use super::super::revision::Revision;
use crate::conceal::{Concealed, apart, replaced};
use crate::span::{LineIndex, Span};

/// Characters shown of a line.
const LONGEST: usize = 200;

/// A text, and what of it must not be shown.
pub(super) struct Masked<'a> {
    text: &'a str,
    lines: LineIndex,
    /// Places of secrets, in order and apart.
    hidden: Vec<Span>,
    concealed: &'a Concealed,
}

impl<'a> Masked<'a> {
    /// The text before the revision.
    pub(super) fn before(revision: &'a Revision, concealed: &'a Concealed) -> Self {
        let text = revision.before();
        let hidden = concealed.within(Span::new(0, text.len()), text);
        Self::new(text, hidden, concealed)
    }

    /// The text after it.
    pub(super) fn after(revision: &'a Revision, concealed: &'a Concealed) -> Self {
        let before = revision.before();
        let places = concealed.within(Span::new(0, before.len()), before);
        let carried = places.into_iter().flat_map(|span| revision.carried(span));
        let hidden = carried.map(|(span, _)| span).collect();
        Self::new(revision.text(), apart(hidden), concealed)
    }

    fn new(text: &'a str, hidden: Vec<Span>, concealed: &'a Concealed) -> Self {
        Self {
            text,
            lines: LineIndex::new(text),
            hidden,
            concealed,
        }
    }

    /// A line, from 1, as it may be shown.
    pub(super) fn line(&self, number: usize) -> String {
        let Some(place) = self.lines.line_span(number, self.text) else {
            return String::new();
        };
        let touching = self.hidden.iter().filter_map(|span| {
            let part = Span::new(span.start.max(place.start), span.end.min(place.end));
            (part.start < part.end).then_some(part)
        });
        let parts: Vec<Span> = touching.collect();
        let shown = replaced(place.of(self.text), place.start, &parts);
        cut(&self.concealed.line(&shown))
    }
}

/// As much of a line as a reader takes in.
fn cut(line: &str) -> String {
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{} …", line.get(..end).unwrap_or_default()),
        None => line.to_owned(),
    }
}
