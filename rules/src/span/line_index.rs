//! Where a text's lines begin, so that a byte offset becomes a line and a column.

use super::{Position, Region, Span};

/// Counts of a text's lines and characters, from which any place is found by reading a block.
///
/// A text of a hundred megabytes has millions of lines: their starts are not kept.
#[derive(Clone, Debug)]
pub struct LineIndex {
    /// How many line breaks stand before each block of [`BLOCK`] bytes, and in all.
    breaks: Vec<u32>,
    /// How many bytes before each block continue a character; empty where every character is
    /// one byte. A line may be as long as the text, so columns are not counted from its start.
    continued: Vec<u32>,
}

/// How many bytes are read at most to find a place.
const BLOCK: usize = 1024;

impl LineIndex {
    /// Counts the lines of `text`; lines end in `\n`.
    pub fn new(text: &str) -> Self {
        let breaks = counted(text, breaks_in);
        let continued = if text.is_ascii() {
            Vec::new()
        } else {
            counted(text, continuing)
        };
        Self { breaks, continued }
    }

    /// How many lines the text has; an empty text has one.
    pub fn lines(&self) -> usize {
        1 + self.breaks.last().copied().unwrap_or_default() as usize
    }

    /// The line (from 1) that holds the byte at `offset`.
    pub fn line_of(&self, offset: usize, text: &str) -> usize {
        1 + before(&self.breaks, offset, text, breaks_in)
    }

    /// The span of line `line` (from 1) without its line break, or `None` past the end.
    pub fn line_span(&self, line: usize, text: &str) -> Option<Span> {
        if line > self.lines() {
            return None;
        }
        let start = self.start_of(line.checked_sub(1)?, text)?;
        let end = if line == self.lines() {
            text.len()
        } else {
            self.start_of(line, text)? - 1
        };
        let line = text.get(start..end)?;
        Some(Span::new(start, start + line.trim_end_matches('\r').len()))
    }

    /// The line and column of a byte offset.
    pub fn position(&self, offset: usize, text: &str) -> Position {
        let offset = text.floor_char_boundary(offset.min(text.len()));
        let line = self.line_of(offset, text);
        let start = self.line_start(offset, line, text);
        let continued = |at| {
            if self.continued.is_empty() {
                0
            } else {
                before(&self.continued, at, text, continuing)
            }
        };
        let continued = continued(offset).saturating_sub(continued(start));
        let column = 1 + (offset.saturating_sub(start)).saturating_sub(continued);
        Position::new(line, column)
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
        let start = self.position(span.start, text);
        // Most spans are a word of one line, whose characters are counted at once.
        let is_word = covered.len() < BLOCK && memchr::memchr(b'\n', covered.as_bytes()).is_none();
        let end = if is_word {
            start.further(covered.chars().count())
        } else {
            self.position(end, text)
        };
        Region { start, end }
    }

    /// Where the line of this number begins, which holds the byte at `offset`.
    fn line_start(&self, offset: usize, line: usize, text: &str) -> usize {
        // Most lines are short, and looking back finds where they begin.
        let near = offset.saturating_sub(BLOCK);
        let before = text.as_bytes().get(near..offset).unwrap_or_default();
        match memchr::memrchr(b'\n', before) {
            Some(at) => near + at + 1,
            None if near == 0 => 0,
            None => self.start_of(line - 1, text).unwrap_or_default(),
        }
    }

    /// The first byte behind this many line breaks.
    fn start_of(&self, breaks: usize, text: &str) -> Option<usize> {
        if breaks == 0 {
            return Some(0);
        }
        let after = self
            .breaks
            .partition_point(|before| (*before as usize) < breaks);
        let block = after.checked_sub(1)?;
        let within = breaks - *self.breaks.get(block)? as usize;
        let bytes = text.as_bytes().get(block * BLOCK..)?;
        let at = memchr::memchr_iter(b'\n', bytes).nth(within - 1)?;
        Some(block * BLOCK + at + 1)
    }
}

/// How much stands before each block of a text, and in all of it.
fn counted(text: &str, count: fn(&[u8]) -> usize) -> Vec<u32> {
    let mut so_far = 0_usize;
    let mut counts = vec![0];
    for block in text.as_bytes().chunks(BLOCK) {
        so_far += count(block);
        // Texts are shorter than four gigabytes: nothing larger is read.
        counts.push(u32::try_from(so_far).unwrap_or(u32::MAX));
    }
    counts
}

/// How much stands before a byte.
fn before(counts: &[u32], offset: usize, text: &str, count: fn(&[u8]) -> usize) -> usize {
    let block = (offset / BLOCK).min(text.len() / BLOCK);
    let counted = counts.get(block).copied().unwrap_or_default() as usize;
    let rest = text.as_bytes().get(block * BLOCK..offset.min(text.len()));
    counted + rest.map_or(0, count)
}

fn breaks_in(bytes: &[u8]) -> usize {
    memchr::memchr_iter(b'\n', bytes).count()
}

/// How many bytes continue a character that began before them.
fn continuing(bytes: &[u8]) -> usize {
    let continues = |byte: &&u8| matches!(byte, 0x80..=0xbf);
    bytes.iter().filter(continues).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{BLOCK, LineIndex};
    use crate::span::{Position, Region, Span};

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
            let expected = Position::new(2, before + 1);
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

    proptest! {
        /// Positions are those that counting from the text's first byte gives.
        #[test]
        fn positions_are_those_of_counting(
            parts in prop::collection::vec(
                prop_oneof![
                    Just("\n".to_owned()),
                    Just("é".to_owned()),
                    Just("x".repeat(BLOCK - 1)),
                    Just("\n".repeat(BLOCK)),
                    "[a-z€\n]{0,9}",
                ],
                0..12,
            ),
            at in 0_usize..9_999,
        ) {
            let text = parts.concat();
            let lines = LineIndex::new(&text);
            let offset = text.floor_char_boundary(at.min(text.len()));
            let before = &text[..offset];
            let line = 1 + before.matches('\n').count();
            let start = before.rfind('\n').map_or(0, |at| at + 1);
            let column = 1 + text[start..offset].chars().count();
            prop_assert_eq!(lines.position(offset, &text), Position::new(line, column));
            let rest = &text[start..];
            let own = rest.find('\n').map_or(rest, |end| &rest[..end]);
            prop_assert_eq!(lines.line_span(line, &text).map(|it| it.of(&text)), Some(own));
            prop_assert_eq!(lines.lines(), 1 + text.matches('\n').count());
            prop_assert_eq!(lines.line_span(lines.lines() + 1, &text), None);
        }
    }
}
