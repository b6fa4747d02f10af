//! Places in a text: byte spans, and the lines and columns people read.

use std::ops::Range;

/// A byte range in an artifact's text: half-open, on `char` boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte, counting from 0.
    pub start: usize,
    /// One past the last byte; never less than `start`.
    pub end: usize,
}

impl Span {
    /// The span from `start` to `end`; a reversed pair is an empty span at `start`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self {
            start,
            end: if end < start { start } else { end },
        }
    }

    /// The text this span covers, or nothing where it does not fit `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// The same place in a text that has `offset` more bytes in front.
    #[must_use]
    pub const fn shifted(self, offset: usize) -> Self {
        Self {
            start: self.start + offset,
            end: self.end + offset,
        }
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

/// A value and the place that states it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Spanned<T> {
    /// What is stated.
    pub value: T,
    /// Where it is stated.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// Ties a value to its place.
    pub const fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }

    /// Changes the value and keeps the place.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned {
            value: change(self.value),
            span: self.span,
        }
    }

    /// Borrows the value with its place.
    pub const fn as_ref(&self) -> Spanned<&T> {
        Spanned {
            value: &self.value,
            span: self.span,
        }
    }
}

/// Where a text's lines begin, so that a byte offset becomes a line and a column.
#[derive(Clone, Debug)]
pub struct LineIndex {
    /// Byte offset of each line's first byte; the first is 0.
    starts: Vec<usize>,
    /// How many bytes before each block of [`BLOCK`] bytes continue a character; empty where
    /// every character is one byte. A line may be as long as the text, so columns are not
    /// counted from its start.
    continued: Vec<usize>,
}

/// How many bytes are counted at most to find a column.
const BLOCK: usize = 256;

/// A place as people read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// From 1.
    pub line: usize,
    /// From 1, counted in characters.
    pub column: usize,
}

/// A span as people read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Region {
    /// The first character.
    pub start: Position,
    /// One past the last character, on the last character's line.
    pub end: Position,
}

impl LineIndex {
    /// Finds the line starts of `text`; lines end in `\n`.
    pub fn new(text: &str) -> Self {
        let after_breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let starts = std::iter::once(0)
            .chain(after_breaks.map(|(at, _)| at + 1))
            .collect();
        let mut before = 0;
        let mut count = |block: &[u8]| {
            let so_far = before;
            before += continuing(block);
            so_far
        };
        let continued = if text.is_ascii() {
            Vec::new()
        } else {
            // The rest behind the last whole block has an entry of its own, also where empty.
            let mut counts: Vec<usize> = text.as_bytes().chunks(BLOCK).map(&mut count).collect();
            counts.push(count(&[]));
            counts
        };
        Self { starts, continued }
    }

    /// How many of the text's first bytes continue a character.
    fn continued_before(&self, offset: usize, text: &str) -> usize {
        let block = offset / BLOCK;
        let Some(counted) = self.continued.get(block) else {
            return 0;
        };
        let rest = text.as_bytes().get(block * BLOCK..offset);
        counted + rest.map_or(0, continuing)
    }

    /// How many lines the text has; an empty text has one.
    pub fn lines(&self) -> usize {
        self.starts.len()
    }

    /// The line (from 1) that holds the byte at `offset`.
    pub fn line_of(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset)
    }

    /// The span of line `line` (from 1) without its line break, or `None` past the end.
    pub fn line_span(&self, line: usize, text: &str) -> Option<Span> {
        let start = *self.starts.get(line.checked_sub(1)?)?;
        let end = self.starts.get(line).map_or(text.len(), |next| next - 1);
        let line = text.get(start..end)?;
        Some(Span::new(start, start + line.trim_end_matches('\r').len()))
    }

    /// The line and column of a byte offset.
    pub fn position(&self, offset: usize, text: &str) -> Position {
        let offset = text.floor_char_boundary(offset.min(text.len()));
        let line = self.line_of(offset);
        let start = line
            .checked_sub(1)
            .and_then(|at| self.starts.get(at))
            .copied()
            .unwrap_or(0);
        let continued = |at| self.continued_before(at, text);
        let continued = continued(offset).saturating_sub(continued(start));
        let column = 1 + (offset - start).saturating_sub(continued);
        Position { line, column }
    }

    /// The first character of a span and the first one behind it, which may begin a line.
    pub fn bounds(&self, span: Span, text: &str) -> Region {
        Region {
            start: self.position(span.start, text),
            end: self.position(span.end, text),
        }
    }

    /// The lines and columns of a span.
    pub fn region(&self, span: Span, text: &str) -> Region {
        // A span that runs up to a line's break ends on that line, not at the next one's start.
        let covered = span.of(text).trim_end_matches(['\n', '\r']);
        let end = span.start + covered.len();
        Region {
            start: self.position(span.start, text),
            end: self.position(end, text),
        }
    }
}

/// How many bytes continue a character that began before them.
fn continuing(bytes: &[u8]) -> usize {
    let continues = |byte: &&u8| matches!(byte, 0x80..=0xbf);
    bytes.iter().filter(continues).count()
}

#[cfg(test)]
mod tests {
    use super::{LineIndex, Position, Region, Span};

    #[test]
    fn columns_count_characters() {
        let text = "é=1\nß\r\nlast";
        let lines = LineIndex::new(text);
        assert_eq!(lines.position(2, text), Position { line: 1, column: 2 });
        assert_eq!(
            lines.position(text.len(), text),
            Position { line: 3, column: 5 }
        );
        assert_eq!(
            lines.line_span(2, text).map(|span| span.of(text)),
            Some("ß")
        );
        assert_eq!(lines.line_span(4, text), None);
    }

    #[test]
    fn columns_of_long_lines_count_characters() {
        let text = format!("a\n{}{}\n", "é€x".repeat(300), "y".repeat(300));
        let lines = LineIndex::new(&text);
        let line = lines.line_span(2, &text).unwrap();
        let starts = line.of(&text).char_indices();
        for (before, (at, _)) in starts.enumerate() {
            let expected = Position {
                line: 2,
                column: before + 1,
            };
            assert_eq!(lines.position(line.start + at, &text), expected);
        }
    }

    #[test]
    fn a_region_ends_on_its_last_line() {
        let text = "one\ntwo\n";
        let region = LineIndex::new(text).region(Span::new(0, 8), text);
        let expected = Region {
            start: Position { line: 1, column: 1 },
            end: Position { line: 2, column: 4 },
        };
        assert_eq!(region, expected);
    }
}
