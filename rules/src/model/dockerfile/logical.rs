//! Text that continues over several lines, with the way back to the file.

use std::ops::Range;

use crate::span::{Span, Spanned};

/// An instruction's text once continued lines are joined and the comment lines between
/// them dropped.
///
/// Offsets in the text differ from offsets in the file; [`LogicalText::span`] leads back.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct LogicalText {
    text: String,
    /// Where the first run of bytes that stand together in the file begins there. Most texts are
    /// one such run.
    first: usize,
    /// The other runs, in order.
    others: Vec<Piece>,
}

/// Where a run of the text begins, here and in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Piece {
    logical: usize,
    file: usize,
}

impl LogicalText {
    /// An empty text at a place in the file.
    pub(super) fn at(file: usize) -> Self {
        Self {
            text: String::new(),
            first: file,
            others: Vec::new(),
        }
    }

    /// Adds a run of bytes that begins at `file` in the file.
    pub(super) fn push(&mut self, run: &str, file: usize) {
        if run.is_empty() {
            return;
        }
        if self.text.is_empty() {
            self.first = file;
        } else {
            self.others.push(Piece {
                logical: self.text.len(),
                file,
            });
        }
        self.text.push_str(run);
    }

    /// The joined text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The runs of bytes that stand together in the file, each with its offset there, in order.
    pub(crate) fn runs(&self) -> impl Iterator<Item = (&str, usize)> {
        let ends = self.others.iter().map(|piece| piece.logical);
        let ends = ends.chain([self.text.len()]);
        let first = Piece {
            logical: 0,
            file: self.first,
        };
        let pieces = [first].into_iter().chain(self.others.iter().copied());
        pieces.zip(ends).map(|(piece, end)| {
            let run = self.text.get(piece.logical..end).unwrap_or_default();
            (run, piece.file)
        })
    }

    /// The place in the file of a byte range of the text, whole characters only.
    pub fn span(&self, range: Range<usize>) -> Span {
        let start = self
            .text
            .floor_char_boundary(range.start.min(self.text.len()));
        let end = self.text.ceil_char_boundary(range.end.min(self.text.len()));
        if end <= start {
            let at = self.file_offset(start);
            return Span::new(at, at);
        }
        // The last byte is looked up rather than the one after it, which may stand lines below.
        Span::new(self.file_offset(start), self.file_offset(end - 1) + 1)
    }

    /// The place in the file of the whole text.
    pub fn whole(&self) -> Span {
        self.span(0..self.text.len())
    }

    /// A part of the text with its place in the file.
    pub(super) fn word(&self, range: Range<usize>) -> Spanned<String> {
        let value = self.text.get(range.clone()).unwrap_or_default().to_owned();
        Spanned::new(value, self.span(range))
    }

    /// A part of the text that keeps its way back to the file; whole characters only.
    #[must_use]
    pub fn slice(&self, range: Range<usize>) -> Self {
        let start = self
            .text
            .floor_char_boundary(range.start.min(self.text.len()));
        let end = self
            .text
            .ceil_char_boundary(range.end.min(self.text.len()))
            .max(start);
        let mut part = Self::at(self.file_offset(start));
        part.text.reserve_exact(end - start);
        let following = self.others.get(self.pieces_before(start)..);
        let following = following.unwrap_or_default().iter();
        let following = following.map(|piece| piece.logical);
        let cuts = following.take_while(|logical| *logical < end).chain([end]);
        let mut from = start;
        for cut in cuts {
            part.push(
                self.text.get(from..cut).unwrap_or_default(),
                self.file_offset(from),
            );
            from = cut;
        }
        part
    }

    /// The text without blanks at either end.
    #[must_use]
    pub(super) fn trimmed(self) -> Self {
        let kept = trim(&self.text);
        if kept == (0..self.text.len()) {
            self
        } else {
            self.slice(kept)
        }
    }

    /// How many of the other runs begin at this offset or before it.
    fn pieces_before(&self, logical: usize) -> usize {
        self.others
            .partition_point(|piece| piece.logical <= logical)
    }

    fn file_offset(&self, logical: usize) -> usize {
        let last = self.pieces_before(logical).checked_sub(1);
        match last.and_then(|at| self.others.get(at)) {
            Some(piece) => piece.file + (logical - piece.logical),
            None => self.first + logical,
        }
    }
}

/// The range of `text` without blanks at either end; an empty text's is where it ends.
pub(super) fn trim(text: &str) -> Range<usize> {
    let end = text.trim_end().len();
    let start = text.len() - text.trim_start().len();
    start.min(end)..end
}

#[cfg(test)]
mod tests {
    use super::LogicalText;
    use crate::span::Span;

    /// `ab` at 10, `éd` at 20, `f` at 30.
    fn text() -> LogicalText {
        let mut text = LogicalText::at(10);
        text.push("ab", 10);
        text.push("", 15);
        text.push("éd", 20);
        text.push("f", 30);
        text
    }

    #[test]
    fn a_range_leads_back_to_the_file() {
        let text = text();
        assert_eq!(text.as_str(), "abédf");
        assert_eq!(text.span(0..2), Span::new(10, 12));
        assert_eq!(text.span(1..4), Span::new(11, 22));
        assert_eq!(text.span(5..6), Span::new(30, 31));
        assert_eq!(text.span(2..2), Span::new(20, 20));
        assert_eq!(text.span(6..99), Span::new(31, 31));
        // Half a character is the whole character.
        assert_eq!(text.span(3..4), Span::new(20, 22));
        assert_eq!(LogicalText::at(7).whole(), Span::new(7, 7));
    }

    #[test]
    fn a_slice_leads_back_to_the_same_place() {
        let text = text();
        let slice = text.slice(1..6);
        assert_eq!(slice.as_str(), "bédf");
        assert_eq!(slice.whole(), text.span(1..6));
        assert_eq!(slice.span(1..3), text.span(2..4));
        assert_eq!(slice.slice(3..4).whole(), Span::new(22, 23));
        assert_eq!(text.slice(6..6).whole(), Span::new(31, 31));
    }

    #[test]
    fn trimming_keeps_the_place() {
        let mut text = LogicalText::at(0);
        text.push("  a ", 4);
        text.push(" b\t", 12);
        let trimmed = text.trimmed();
        assert_eq!(trimmed.as_str(), "a  b");
        assert_eq!(trimmed.whole(), Span::new(6, 14));
    }
}
