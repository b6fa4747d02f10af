//! A word of a command, or a part of one, with its place.

use std::ops::Range;

use crate::model::shell::Word;
use crate::span::Span;

/// A word as the shell hands it over, or a part of it.
#[derive(Clone, Debug)]
pub(super) struct Piece<'t> {
    /// Quotes removed, variables as written.
    pub(super) text: String,
    /// Where it is written; for a part that is not written byte for byte, its whole word.
    pub(super) span: Span,
    /// Whether the shell changes nothing of it.
    pub(super) is_literal: bool,
    /// Whether some of it is quoted, so that the shell does not split it.
    pub(super) is_quoted: bool,
    /// The word as the file spells it.
    raw: &'t str,
}

impl<'t> Piece<'t> {
    /// A word of a script that was read from `text`.
    pub(super) fn of(word: &Word, text: &'t str) -> Self {
        Self {
            text: word.text.clone(),
            span: word.span,
            is_literal: word.literal().is_some(),
            is_quoted: word.is_quoted,
            raw: word.span.of(text),
        }
    }

    /// One of the words that a variable at `span` stands for.
    pub(super) fn expanded(text: &str, span: Span) -> Self {
        Self {
            text: text.to_owned(),
            span,
            is_literal: true,
            is_quoted: false,
            raw: "",
        }
    }

    /// A part of the text, with its own place where the file spells it byte for byte.
    pub(super) fn part(&self, range: Range<usize>) -> Self {
        let text = self.text.get(range.clone()).unwrap_or_default();
        let at = self.offset(range.start, text);
        let (span, raw) = match at {
            Some(at) => {
                let raw = self.raw.get(at..at + text.len()).unwrap_or_default();
                let start = self.span.start + at;
                (Span::new(start, start + text.len()), raw)
            }
            None => (self.span, ""),
        };
        Self {
            text: text.to_owned(),
            span,
            raw,
            ..*self
        }
    }

    /// The part behind the first `at` bytes.
    pub(super) fn from(&self, at: usize) -> Self {
        self.part(at..self.text.len())
    }

    /// The parts before and behind the first of these characters.
    pub(super) fn split(&self, at: char) -> Option<(Self, Self)> {
        let place = self.text.find(at)?;
        Some((self.part(0..place), self.from(place + at.len_utf8())))
    }

    /// The same place with another text.
    pub(super) fn with_text(&self, text: String) -> Self {
        Self {
            text,
            ..self.clone()
        }
    }

    /// Where in the word as written a part begins.
    fn offset(&self, start: usize, text: &str) -> Option<usize> {
        if self.raw == self.text {
            return Some(start);
        }
        let inside = self
            .raw
            .strip_prefix(['"', '\''])
            .and_then(|raw| raw.strip_suffix(['"', '\'']));
        if inside == Some(self.text.as_str()) {
            return Some(start + 1);
        }
        // Only the value is quoted: `--volume="/a:/b"`.
        let is_last = start + text.len() == self.text.len();
        let before_quote = self.raw.trim_end_matches(['"', '\'']);
        let at = before_quote.strip_suffix(text).map(str::len);
        at.filter(|_| is_last && !text.is_empty())
    }
}
