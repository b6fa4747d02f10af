//! The operating system, and single words and numbers.

use super::line::{lines, unread};
use crate::artifact::Problem;
use crate::span::Spanned;

/// What `/etc/os-release` says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OsRelease {
    /// The short name, e.g. `debian`.
    pub id: Option<Spanned<String>>,
    /// The version, e.g. `12`.
    pub version_id: Option<Spanned<String>>,
    /// The name for people, e.g. `Debian GNU/Linux 12 (bookworm)`.
    pub pretty_name: Option<Spanned<String>>,
}

/// Reads `/etc/os-release` (os-release(5)); of a name that stands twice the last counts.
pub fn os_release(text: &str) -> OsRelease {
    let mut release = OsRelease::default();
    for line in lines(text) {
        let Some((name, value)) = line.split_once("=") else {
            continue;
        };
        let value = Some(value.trimmed().unquoted().owned());
        match name.text {
            "ID" => release.id = value,
            "VERSION_ID" => release.version_id = value,
            "PRETTY_NAME" => release.pretty_name = value,
            // Addresses, colours and other names.
            _ => {}
        }
    }
    release
}

/// The first line that is not blank.
pub(super) fn first_line(text: &str) -> Option<Spanned<String>> {
    lines(text).next().map(super::line::Piece::owned)
}

/// The number that the text begins with.
pub(super) fn number(text: &str, problems: &mut Vec<Problem>) -> Option<Spanned<u64>> {
    let line = lines(text).next()?;
    let (word, _) = line.word()?;
    let number = word.number();
    if number.is_none() {
        unread(line, "number", problems);
    }
    number
}
