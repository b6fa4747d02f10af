//! Places in a text: byte spans, and the lines and columns people read.

mod line_index;

use std::ops::{Range, RangeInclusive};

pub use line_index::LineIndex;

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

/// A place as people read it.
///
/// Reports hold hundreds of thousands, so the numbers are as short as texts allow: none that is
/// read is as long as four gigabytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// From 1.
    pub line: u32,
    /// From 1, counted in characters.
    pub column: u32,
}

impl Position {
    /// A place by its line and column, both from 1.
    pub fn new(line: usize, column: usize) -> Self {
        Self {
            line: short(line),
            column: short(column),
        }
    }

    /// This many characters further on the same line.
    #[must_use]
    pub fn further(self, characters: usize) -> Self {
        Self {
            column: self.column.saturating_add(short(characters)),
            ..self
        }
    }
}

fn short(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// A span as people read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Region {
    /// The first character.
    pub start: Position,
    /// One past the last character, on the last character's line.
    pub end: Position,
}

impl Region {
    /// The lines it lies on, from 1.
    pub const fn lines(&self) -> RangeInclusive<usize> {
        self.start.line as usize..=self.end.line as usize
    }
}
