//! Lines and words with their places.

use crate::artifact::{Effect, Problem};
use crate::span::{Span, Spanned};

/// Problems that are told of one text; more would say the same again.
const MOST_PROBLEMS: usize = 20;

/// A part of a text that knows where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    /// What it says.
    pub(super) text: &'a str,
    /// The offset of its first byte in the whole text.
    pub(super) start: usize,
}

impl<'a> Piece<'a> {
    /// The whole text.
    pub(super) const fn whole(text: &'a str) -> Self {
        Self { text, start: 0 }
    }

    /// The place.
    pub(super) const fn span(self) -> Span {
        Span {
            start: self.start,
            end: self.start + self.text.len(),
        }
    }

    /// The text with its place.
    pub(super) fn owned(self) -> Spanned<String> {
        Spanned::new(self.text.to_owned(), self.span())
    }

    /// What the text says, with its place.
    pub(super) fn says<T>(self, value: T) -> Spanned<T> {
        Spanned::new(value, self.span())
    }

    /// The number in the text, with its place.
    pub(super) fn number<T: std::str::FromStr>(self) -> Option<Spanned<T>> {
        self.text.parse().ok().map(|number| self.says(number))
    }

    /// Without blanks around it.
    pub(super) fn trimmed(self) -> Self {
        let start = self.text.trim_start();
        Self {
            start: self.start + self.text.len() - start.len(),
            text: start.trim_end(),
        }
    }

    /// What stands before and behind the first place of a mark.
    pub(super) fn split_once(self, mark: &str) -> Option<(Self, Self)> {
        let at = self.text.find(mark)?;
        self.split_around(at, mark.len())
    }

    /// What stands before and behind the last place of a mark.
    pub(super) fn rsplit_once(self, mark: &str) -> Option<(Self, Self)> {
        let at = self.text.rfind(mark)?;
        self.split_around(at, mark.len())
    }

    fn split_around(self, at: usize, length: usize) -> Option<(Self, Self)> {
        let before = Self {
            text: self.text.get(..at)?,
            start: self.start,
        };
        let behind = Self {
            text: self.text.get(at + length..)?,
            start: self.start + at + length,
        };
        Some((before, behind))
    }

    /// What follows a beginning.
    pub(super) fn strip_prefix(self, prefix: &str) -> Option<Self> {
        let text = self.text.strip_prefix(prefix)?;
        let start = self.start + prefix.len();
        Some(Self { text, start })
    }

    /// The first word and what follows it, both without blanks around.
    pub(super) fn word(self) -> Option<(Self, Self)> {
        let text = self.trimmed();
        if text.text.is_empty() {
            return None;
        }
        let length = text.text.find(char::is_whitespace);
        let (word, rest) = text.split_around(length.unwrap_or(text.text.len()), 0)?;
        Some((word, rest.trimmed()))
    }

    /// The words.
    pub(super) fn words(self) -> impl Iterator<Item = Piece<'a>> {
        let mut rest = self;
        std::iter::from_fn(move || {
            let (word, behind) = rest.word()?;
            rest = behind;
            Some(word)
        })
    }

    /// What stands between marks, empty parts too.
    pub(super) fn parts(self, mark: char) -> impl Iterator<Item = Piece<'a>> {
        let mut start = self.start;
        self.text.split(mark).map(move |text| {
            let part = Piece { text, start };
            start += text.len() + mark.len_utf8();
            part
        })
    }

    /// Without the quotes around it.
    pub(super) fn unquoted(self) -> Self {
        let bare = |quote| {
            let bare = self.text.strip_prefix(quote)?.strip_suffix(quote)?;
            let start = self.start + 1;
            Some(Self { text: bare, start })
        };
        bare('"').or_else(|| bare('\'')).unwrap_or(self)
    }
}

/// The lines that are not blank, without blanks around them.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Piece<'_>> {
    Piece::whole(text)
        .parts('\n')
        .map(Piece::trimmed)
        .filter(|line| !line.text.is_empty())
}

/// Notes a line that nothing could be made of.
pub(super) fn unread(line: Piece<'_>, what: &str, problems: &mut Vec<Problem>) {
    if problems.len() < MOST_PROBLEMS {
        let message = format!("this line is no {what} and is passed over");
        problems.push(Problem::at(line.span(), Effect::Partial, message));
    }
}

/// A name below a folder, or the folder itself.
pub(super) fn is_within(path: &str, folder: &str) -> bool {
    let folder = folder.trim_end_matches('/');
    path.strip_prefix(folder)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
