//! A text under revision, which knows what of it stood there before.

use std::borrow::Cow;

use crate::finding::Edit;
use crate::sorted::InOrder;
use crate::span::Span;

/// The byte order mark of UTF-8.
pub(super) const MARK: &str = "\u{feff}";

/// A text, what edits made of it, and which parts they left alone.
#[derive(Clone, Debug)]
pub(super) struct Revision {
    before: String,
    text: String,
    pieces: Vec<Piece>,
}

/// A part of the text as it is now.
#[derive(Clone, Debug)]
enum Piece {
    /// These bytes of the text before.
    Kept(Span),
    /// This many bytes that did not stand there.
    Added(usize),
}

impl Revision {
    /// A text that nobody changed yet.
    pub(super) fn new(text: &str) -> Self {
        Self {
            before: text.to_owned(),
            text: text.to_owned(),
            pieces: vec![Piece::Kept(Span::new(0, text.len()))],
        }
    }

    /// The text before any edit.
    pub(super) fn before(&self) -> &str {
        &self.before
    }

    /// The text as it is now.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn into_text(self) -> String {
        self.text
    }

    /// The same change of the text behind a byte order mark, which no edit touches.
    pub(super) fn without_mark(mut self) -> Self {
        let mark = MARK.len();
        if self.before.starts_with(MARK) && self.text.starts_with(MARK) {
            self.before.drain(..mark);
            self.text.drain(..mark);
            for piece in &mut self.pieces {
                if let Piece::Kept(span) = piece {
                    let start = span.start.saturating_sub(mark);
                    *span = Span::new(start, span.end.saturating_sub(mark));
                }
            }
        }
        self
    }

    /// Edits the text as it is now; an edit that overlaps an earlier one, or does not fit the
    /// text, is left out.
    pub(super) fn edit(&mut self, edits: &[Edit]) {
        let mut ordered: Vec<&Edit> = edits.iter().collect();
        ordered.order_by_key(|edit| edit.span);
        let is_crlf = ends_lines_with_crlf(&self.text);
        let mut rest = Rest::new(std::mem::take(&mut self.pieces));
        let mut changed = String::with_capacity(self.text.len());
        let mut done = 0;
        for edit in ordered {
            let (start, end) = (edit.span.start, edit.span.end);
            if start < done || self.text.get(start..end).is_none() {
                continue;
            }
            changed.push_str(self.text.get(done..start).unwrap_or_default());
            let added = if is_crlf {
                with_crlf(&edit.text)
            } else {
                Cow::Borrowed(edit.text.as_str())
            };
            changed.push_str(&added);
            rest.keep(start - done, &mut self.pieces);
            rest.skip(end - start);
            if !added.is_empty() {
                self.pieces.push(Piece::Added(added.len()));
            }
            done = end;
        }
        changed.push_str(self.text.get(done..).unwrap_or_default());
        rest.keep(self.text.len() - done, &mut self.pieces);
        self.text = changed;
    }

    /// Where a span of the text before stands now, in as many parts as are left of it; each
    /// with whether it holds the span's first byte.
    pub(super) fn carried(&self, span: Span) -> Vec<(Span, bool)> {
        let mut parts = Vec::new();
        for (kept, at) in self.kept() {
            let (start, end) = (span.start.max(kept.start), span.end.min(kept.end));
            if start < end {
                let now = Span::new(at + start - kept.start, at + end - kept.start);
                parts.push((now, start == span.start));
            }
        }
        parts
    }

    /// Where the byte that stood at `offset` stands now; for one that was taken out, where the
    /// text before it ends.
    pub(super) fn now_at(&self, offset: usize) -> usize {
        let mut now = 0;
        for (kept, at) in self.kept() {
            if offset < kept.start {
                break;
            }
            now = at + offset.min(kept.end) - kept.start;
            if offset < kept.end {
                break;
            }
        }
        now
    }

    /// The lines that were left alone, as numbers from 0 before and now, in order.
    pub(super) fn kept_lines(&self) -> Vec<(usize, usize)> {
        let (old, new) = (line_starts(&self.before), line_starts(&self.text));
        let mut lines = Vec::new();
        for (kept, at) in self.kept() {
            let first = old.partition_point(|start| *start < kept.start);
            for (number, start) in old.iter().enumerate().skip(first) {
                let end = old.get(number + 1).copied().unwrap_or(self.before.len());
                if end > kept.end || *start == end {
                    break;
                }
                let (begins, ends) = (at + start - kept.start, at + end - kept.start);
                let Ok(now) = new.binary_search(&begins) else {
                    continue;
                };
                let now_ends = new.get(now + 1).copied().unwrap_or(self.text.len());
                if ends == now_ends {
                    lines.push((number, now));
                }
            }
        }
        lines
    }

    /// The parts left alone, each with the place where it stands now.
    fn kept(&self) -> impl Iterator<Item = (Span, usize)> {
        let mut at = 0;
        self.pieces.iter().filter_map(move |piece| {
            let here = at;
            at += piece.len();
            match piece {
                Piece::Kept(span) => Some((*span, here)),
                Piece::Added(_) => None,
            }
        })
    }
}

impl Piece {
    const fn len(&self) -> usize {
        match self {
            Self::Kept(span) => span.end - span.start,
            Self::Added(length) => *length,
        }
    }

    /// The first `at` bytes, and the others.
    const fn split(&self, at: usize) -> (Self, Self) {
        match self {
            Self::Kept(span) => {
                let middle = span.start + at;
                let head = Self::Kept(Span::new(span.start, middle));
                (head, Self::Kept(Span::new(middle, span.end)))
            }
            Self::Added(length) => (Self::Added(at), Self::Added(*length - at)),
        }
    }
}

/// The pieces that are still to be gone through.
struct Rest {
    pieces: std::vec::IntoIter<Piece>,
    head: Option<Piece>,
}

impl Rest {
    fn new(pieces: Vec<Piece>) -> Self {
        let mut pieces = pieces.into_iter();
        let head = pieces.next();
        Self { pieces, head }
    }

    fn keep(&mut self, bytes: usize, into: &mut Vec<Piece>) {
        self.take(bytes, |piece| into.push(piece));
    }

    fn skip(&mut self, bytes: usize) {
        self.take(bytes, |_| {});
    }

    fn take(&mut self, mut bytes: usize, mut give: impl FnMut(Piece)) {
        while bytes > 0
            && let Some(piece) = self.head.take()
        {
            if piece.len() > bytes {
                let (taken, left) = piece.split(bytes);
                give(taken);
                self.head = Some(left);
                return;
            }
            bytes -= piece.len();
            if piece.len() > 0 {
                give(piece);
            }
            self.head = self.pieces.next();
        }
    }
}

/// Where each line begins; an empty text has one line.
fn line_starts(text: &str) -> Vec<usize> {
    let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
    std::iter::once(0)
        .chain(breaks.map(|(at, _)| at + 1))
        .collect()
}

/// Whether the first line ends in CRLF, as then all of a file's lines should.
fn ends_lines_with_crlf(text: &str) -> bool {
    text.find('\n')
        .is_some_and(|at| text.get(..at).is_some_and(|line| line.ends_with('\r')))
}

fn with_crlf(text: &str) -> Cow<'_, str> {
    if text.contains('\n') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\n', "\r\n"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Revision;
    use crate::finding::Edit;
    use crate::span::Span;

    #[test]
    fn what_is_kept_is_known_after_several_rounds() {
        let mut revision = Revision::new("one\ntwo\nthree\n");
        revision.edit(&[
            Edit::replace(Span::new(4, 7), "2"),
            Edit::insert(0, "zero\n"),
        ]);
        assert_eq!(revision.text(), "zero\none\n2\nthree\n");
        revision.edit(&[Edit::delete(Span::new(0, 5))]);
        assert_eq!(revision.text(), "one\n2\nthree\n");
        assert_eq!(revision.kept_lines(), [(0, 0), (2, 2)]);
        assert_eq!(revision.now_at(8), 6);
        assert_eq!(revision.now_at(5), 4);
        assert_eq!(
            revision.carried(Span::new(2, 10)),
            [(Span::new(2, 4), true), (Span::new(5, 8), false),]
        );
    }

    #[test]
    fn a_mark_is_no_part_of_the_change() {
        let mut revision = Revision::new("\u{feff}one\ntwo\n");
        revision.edit(&[Edit::insert(3, "zero\n"), Edit::delete(Span::new(7, 11))]);
        let revision = revision.without_mark();
        assert_eq!(
            (revision.before(), revision.text()),
            ("one\ntwo\n", "zero\none\n")
        );
        assert_eq!(revision.kept_lines(), [(0, 1)]);
        let parts = revision.carried(Span::new(0, 4));
        assert_eq!(parts, [(Span::new(5, 9), true)]);
    }

    fn edits() -> impl Strategy<Value = Vec<Edit>> {
        let edit = (0_usize..30, 0_usize..6, "[a\n]{0,3}")
            .prop_map(|(at, length, text)| Edit::replace(Span::new(at, at + length), text));
        proptest::collection::vec(edit, 0..5)
    }

    proptest! {
        /// Lines said to be kept are the same, in order, and every part carried is the same text.
        #[test]
        fn kept_lines_are_equal_and_in_order(
            text in "[ab\n]{0,30}",
            rounds in proptest::collection::vec(edits(), 0..4),
        ) {
            let mut revision = Revision::new(&text);
            for edits in &rounds {
                let expected = super::super::apply(revision.text(), edits);
                revision.edit(edits);
                prop_assert_eq!(revision.text(), expected);
            }
            let old: Vec<&str> = text.split_inclusive('\n').collect();
            let new: Vec<&str> = revision.text().split_inclusive('\n').collect();
            let kept = revision.kept_lines();
            for (before, after) in &kept {
                prop_assert_eq!(old[*before], new[*after]);
            }
            prop_assert!(kept.is_sorted_by(|a, b| a.0 < b.0 && a.1 < b.1));
            let carried: String = revision
                .carried(Span::new(0, text.len()))
                .into_iter()
                .map(|(span, _)| span.of(revision.text()))
                .collect();
            prop_assert!(carried.len() <= text.len());
        }
    }
}
