//! Set-user-id and set-group-id files of a container, as a listing of its archive shows them.

use super::line::{Piece, lines, unread};
use crate::artifact::Problem;
use crate::span::{Span, Spanned};

/// A file that acts with its owner's or its group's rights.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchivedFile {
    /// Its path in the container, without a leading slash.
    pub path: Spanned<String>,
    /// Its mode in letters, e.g. `-rwsr-xr-x`.
    pub mode: Spanned<String>,
    /// Its owner and group, e.g. `0/0` or `root/root`.
    pub owner: Spanned<String>,
    /// The whole line.
    pub span: Span,
}

impl ArchivedFile {
    /// Claims that it acts with its owner's rights.
    pub fn sets_user(&self) -> bool {
        matches!(self.mode.value.as_bytes().get(3), Some(b's' | b'S'))
    }

    /// Claims that it acts with its group's rights.
    pub fn sets_group(&self) -> bool {
        matches!(self.mode.value.as_bytes().get(6), Some(b's' | b'S'))
    }
}

/// Reads lines of `tar -tv`; what sets neither is passed over.
pub fn set_user_id_files(text: &str, problems: &mut Vec<Problem>) -> Vec<ArchivedFile> {
    let mut files = Vec::new();
    for line in lines(text) {
        match file(line) {
            Some(file) if file.sets_user() || file.sets_group() => files.push(file),
            Some(_) => {}
            None => unread(line, "file of an archive", problems),
        }
    }
    files
}

fn file(line: Piece<'_>) -> Option<ArchivedFile> {
    let (mode, rest) = line.word()?;
    let (owner, rest) = rest.word()?;
    let (_size, rest) = rest.word()?;
    let (_day, rest) = rest.word()?;
    let (_time, path) = rest.word()?;
    (mode.text.len() >= 10 && owner.text.contains('/') && !path.text.is_empty()).then(|| {
        ArchivedFile {
            // A hard link is named with what it leads to.
            path: path
                .split_once(" link to ")
                .map_or(path, |(path, _)| path)
                .owned(),
            mode: mode.owned(),
            owner: owner.owned(),
            span: line.span(),
        }
    })
}
