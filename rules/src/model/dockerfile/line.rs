//! Lines, comments and continuations.

use crate::span::{Span, Spanned};

/// A line without its break.
#[derive(Clone, Copy)]
pub(super) struct Line<'t> {
    pub(super) content: &'t str,
    /// Where it begins in the file.
    pub(super) start: usize,
}

impl<'t> Line<'t> {
    /// The text behind the `#` of a comment, and where it begins in the file.
    pub(super) fn comment(self) -> Option<Spanned<String>> {
        let text = self.content.trim_start().strip_prefix('#')?;
        let end = self.start + self.content.trim_end().len();
        let start = self.start + self.content.len() - text.len() - 1;
        Some(Spanned::new(text.trim().to_owned(), Span::new(start, end)))
    }

    /// The line without blanks in front.
    pub(super) fn trimmed(self) -> Self {
        let content = self.content.trim_start();
        Self {
            content,
            start: self.start + self.content.len() - content.len(),
        }
    }

    /// What is left without a continuation at the end, and whether there was one.
    ///
    /// The escape character continues a line if nothing but spaces and tabs follow it and
    /// it is not itself escaped.
    pub(super) fn cut(self, escape: char) -> (&'t str, bool) {
        let trimmed = self.content.trim_end_matches([' ', '\t']);
        match trimmed.strip_suffix(escape) {
            Some(before) if !before.ends_with(escape) => (before, true),
            Some(_) | None => (self.content, false),
        }
    }
}
