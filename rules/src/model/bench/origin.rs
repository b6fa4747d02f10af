//! A text made from another one, with the way back to the places it came from.

use crate::model::json;
use crate::span::Span;

/// A text whose pieces stand elsewhere in an artifact.
#[derive(Clone, Debug, Default)]
pub(super) struct Origin {
    /// The text as it is read.
    pub(super) text: String,
    /// Where runs of bytes begin: in `text`, and in the artifact. Sorted by the first.
    marks: Vec<(usize, usize)>,
}

impl Origin {
    /// A text that stands in the artifact as it is.
    pub(super) fn verbatim(text: &str, start: usize) -> Self {
        Self {
            text: text.to_owned(),
            marks: vec![(0, start)],
        }
    }

    /// Appends a character that stands at `outer` in the artifact.
    pub(super) fn push(&mut self, char: char, outer: usize) {
        self.mark(outer);
        self.text.push(char);
    }

    /// Appends a character the artifact lacks at `outer`.
    pub(super) fn insert(&mut self, char: char, outer: usize) {
        self.push(char, outer);
        self.marks.push((self.text.len(), outer));
    }

    /// Forgets everything from `length` on.
    pub(super) fn truncate(&mut self, length: usize) {
        self.text.truncate(length);
        self.marks.retain(|(inner, _)| *inner <= length);
    }

    fn mark(&mut self, outer: usize) {
        if self.outer(self.text.len()) != Some(outer) {
            self.marks.push((self.text.len(), outer));
        }
    }

    fn outer(&self, at: usize) -> Option<usize> {
        let before = self.marks.partition_point(|(inner, _)| *inner <= at);
        let (inner, outer) = self.marks.get(before.checked_sub(1)?)?;
        Some(outer + (at - inner))
    }

    /// The place in the artifact of a place in the text.
    pub(super) fn map(&self, span: Span) -> Span {
        let start = self.outer(span.start).unwrap_or_default();
        Span::new(start, self.outer(span.end).unwrap_or(start))
    }

    /// The place in the artifact of `part`, a slice of the text.
    pub(super) fn place(&self, part: &str) -> Span {
        self.map(json::place(&self.text, part))
    }
}

/// Undoes the escapes of the JSON string at `string` and leaves out terminal colours in it.
pub(super) fn unescaped(text: &str, string: Span) -> Origin {
    let mut origin = Origin::default();
    let inner = string.of(text);
    let inner = inner.strip_prefix('"').unwrap_or(inner);
    let inner = inner.strip_suffix('"').unwrap_or(inner);
    let start = string.start + 1;
    let mut rest = inner;
    // Inside a colour code: the characters up to its letter are left out.
    let mut code = Code::None;
    while let Some((char, length)) = next_char(rest) {
        let at = start + (inner.len() - rest.len());
        rest = rest.get(length..).unwrap_or_default();
        code = match (code, char) {
            (_, '\u{1b}') => Code::Escape,
            (Code::Escape, '[') | (Code::Parameters, ' '..='?') => Code::Parameters,
            (Code::Parameters, '@'..='~') => Code::None,
            (Code::None | Code::Escape | Code::Parameters, char) => {
                origin.push(char, at);
                Code::None
            }
        };
    }
    origin
}

#[derive(Clone, Copy)]
enum Code {
    None,
    Escape,
    Parameters,
}

/// The first character of a string's inside, and how many bytes spell it.
fn next_char(rest: &str) -> Option<(char, usize)> {
    let first = rest.chars().next()?;
    if first != '\\' {
        return Some((first, first.len_utf8()));
    }
    let Some(escape) = rest.get(1..).and_then(|after| after.chars().next()) else {
        return Some((first, 1));
    };
    let plain = |char| Some((char, 1 + escape.len_utf8()));
    match escape {
        'n' => plain('\n'),
        't' => plain('\t'),
        'r' => plain('\r'),
        'b' => plain('\u{8}'),
        'f' => plain('\u{c}'),
        'u' => {
            let unit = |from: usize| {
                let digits = rest.get(from..from + 4)?;
                u16::from_str_radix(digits, 16).ok()
            };
            let Some(high) = unit(2) else {
                return Some((first, 1));
            };
            let low = (rest.get(6..8) == Some("\\u")).then(|| unit(8)).flatten();
            let pair = [high, low.unwrap_or(0)];
            match char::decode_utf16(pair).next() {
                Some(Ok(char)) => Some((char, if char.len_utf16() == 2 { 12 } else { 6 })),
                _ => Some((char::REPLACEMENT_CHARACTER, 6)),
            }
        }
        other => plain(other),
    }
}
