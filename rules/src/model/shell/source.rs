//! A script's text, with the way back to the file.

use std::ops::Range;

use crate::model::dockerfile::LogicalText;
use crate::span::Span;

/// The text of a script. Its offsets differ from those in the file; [`Source::span`] leads back.
#[derive(Clone, Debug, Default)]
pub struct Source {
    text: String,
    pieces: Vec<Piece>,
}

/// Where a run of the text comes from.
#[derive(Clone, Copy, Debug)]
struct Piece {
    /// Its first byte in the text.
    at: usize,
    /// Its place in the file.
    place: Span,
    /// Whether it stands in the file byte for byte.
    is_exact: bool,
}

impl Source {
    /// An instruction's text.
    pub fn of_logical(text: &LogicalText) -> Self {
        let mut source = Self::default();
        for (run, file) in text.runs() {
            source.push(run, file);
        }
        source
    }

    /// A part of a file; `text` is the whole file. Carriage returns at line ends are left
    /// out, and so are tabs at the start of lines where `strip_tabs` is set.
    pub fn of_file(text: &str, span: Span, strip_tabs: bool) -> Self {
        let mut source = Self::default();
        let mut at = span.start;
        for line in span.of(text).split_inclusive('\n') {
            let start = if strip_tabs {
                line.len() - line.trim_start_matches('\t').len()
            } else {
                0
            };
            let kept = line.get(start..).unwrap_or_default();
            match kept.strip_suffix("\r\n") {
                Some(kept) => {
                    source.push(kept, at + start);
                    source.push("\n", at + line.len() - 1);
                }
                None => source.push(kept, at + start),
            }
            at += line.len();
        }
        source
    }

    /// Adds a run that stands at `file` in the file, byte for byte.
    pub fn push(&mut self, run: &str, file: usize) {
        self.add(run, Span::new(file, file + run.len()), true);
    }

    /// Adds a run that the file spells in another way at `place`, or not at all.
    pub fn push_inexact(&mut self, run: &str, place: Span) {
        self.add(run, place, false);
    }

    /// Adds all of another source.
    pub fn append(&mut self, other: &Self) {
        other.copy(0..other.text.len(), self);
    }

    fn add(&mut self, run: &str, place: Span, is_exact: bool) {
        if run.is_empty() {
            return;
        }
        // Runs that follow each other are one piece.
        let follows = self.pieces.last().is_some_and(|last| {
            let length = self.text.len() - last.at;
            is_exact && last.is_exact && last.place.start + length == place.start
        });
        if !follows {
            self.pieces.push(Piece {
                at: self.text.len(),
                place,
                is_exact,
            });
        }
        self.text.push_str(run);
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The place in the file of a byte range of the text.
    pub fn span(&self, range: Range<usize>) -> Span {
        let start = self.text.floor_char_boundary(range.start);
        let end = self.text.ceil_char_boundary(range.end.min(self.text.len()));
        if end <= start {
            let at = self.first_byte(start);
            return Span::new(at, at);
        }
        Span::new(self.first_byte(start), self.past_byte(end - 1))
    }

    /// Copies a range of this text, with its places, to the end of `target`.
    pub(super) fn copy(&self, range: Range<usize>, target: &mut Self) {
        let mut at = range.start;
        let end = range.end.min(self.text.len());
        let mut index = self.piece_index(at);
        while at < end {
            let Some(piece) = self.pieces.get(index) else {
                return;
            };
            let next = self.pieces.get(index + 1).map_or(end, |next| next.at);
            let cut = next.min(end);
            let run = self.text.get(at..cut).unwrap_or_default();
            if piece.is_exact {
                target.push(run, piece.place.start + (at - piece.at));
            } else {
                target.push_inexact(run, piece.place);
            }
            at = cut;
            index += 1;
        }
    }

    /// A part of the text that keeps its way back to the file.
    pub(super) fn slice(&self, range: Range<usize>) -> Self {
        let mut part = Self::default();
        self.copy(range, &mut part);
        part
    }

    fn piece_index(&self, at: usize) -> usize {
        self.pieces
            .partition_point(|piece| piece.at <= at)
            .saturating_sub(1)
    }

    fn first_byte(&self, at: usize) -> usize {
        match self.pieces.get(self.piece_index(at)) {
            Some(piece) if piece.is_exact => piece.place.start + (at - piece.at),
            // Behind the last byte of a text that the file spells differently.
            Some(piece) if at >= self.text.len() => piece.place.end,
            Some(piece) => piece.place.start,
            None => 0,
        }
    }

    fn past_byte(&self, at: usize) -> usize {
        match self.pieces.get(self.piece_index(at)) {
            Some(piece) if piece.is_exact => piece.place.start + (at - piece.at) + 1,
            Some(piece) => piece.place.end,
            None => 0,
        }
    }
}
