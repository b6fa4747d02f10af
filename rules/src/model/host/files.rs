//! Modes and owners of files, folders and sockets.

use super::line::{Piece, lines, unread};
use crate::artifact::Problem;
use crate::span::{Span, Spanned};

/// What is known of one path; links are followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRecord {
    /// The path as it was asked for.
    pub path: Spanned<String>,
    /// What is there.
    pub state: FileState,
    /// The whole record.
    pub span: Span,
}

/// What is at a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileState {
    /// Something, with this mode and these owners.
    Present(FileStatus),
    /// Nothing.
    Absent,
    /// Whoever collected may not look there.
    Denied,
    /// It could not be told for another reason.
    Failed,
}

/// Mode and owners of what is at a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileStatus {
    /// The permission bits with set-user-id, set-group-id and sticky: `0..=0o7777`.
    pub mode: Spanned<u32>,
    /// The owner's number.
    pub uid: Spanned<u32>,
    /// The group's number.
    pub gid: Spanned<u32>,
    /// The owner's name; `UNKNOWN` where the number has none.
    pub user: Spanned<String>,
    /// The group's name; `UNKNOWN` where the number has none.
    pub group: Spanned<String>,
    /// What kind of thing it is.
    pub kind: FileKind,
}

/// What kind of thing is at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileKind {
    /// A file.
    File,
    /// A folder.
    Directory,
    /// A socket.
    Socket,
    /// A pipe, a device or something rarer.
    Other,
}

/// What `stat` calls the kinds.
const KINDS: &[(&str, FileKind)] = &[
    ("regular file", FileKind::File),
    ("regular empty file", FileKind::File),
    ("directory", FileKind::Directory),
    ("socket", FileKind::Socket),
    ("symbolic link", FileKind::Other),
    ("fifo", FileKind::Other),
    ("character special file", FileKind::Other),
    ("block special file", FileKind::Other),
    ("weird file", FileKind::Other),
];

impl FileStatus {
    /// Claims that a permission is given that `most` does not give, e.g. `0o644`.
    pub const fn exceeds(&self, most: u32) -> bool {
        self.mode.value & 0o7777 & !most != 0
    }
}

impl FileRecord {
    /// Mode and owners, where something is there.
    pub const fn status(&self) -> Option<&FileStatus> {
        match &self.state {
            FileState::Present(status) => Some(status),
            FileState::Absent | FileState::Denied | FileState::Failed => None,
        }
    }
}

/// Reads lines like `644 0 0 root root regular file /etc/docker/daemon.json` and `absent PATH`.
pub fn file_records(text: &str, problems: &mut Vec<Problem>) -> Vec<FileRecord> {
    let mut records = Vec::new();
    for line in lines(text) {
        match record(line) {
            Some(record) => records.push(record),
            None => unread(line, "record of a path", problems),
        }
    }
    records
}

fn record(line: Piece<'_>) -> Option<FileRecord> {
    let (first, rest) = line.word()?;
    let without = match first.text {
        "absent" => Some(FileState::Absent),
        "denied" => Some(FileState::Denied),
        "failed" => Some(FileState::Failed),
        _ => None,
    };
    let (state, path) = match without {
        Some(state) => (state, rest),
        None => status(line)?,
    };
    path.text.starts_with('/').then(|| FileRecord {
        path: path.owned(),
        state,
        span: line.span(),
    })
}

fn status(line: Piece<'_>) -> Option<(FileState, Piece<'_>)> {
    let (mode, rest) = line.word()?;
    let (uid, rest) = rest.word()?;
    let (gid, rest) = rest.word()?;
    let bits = u32::from_str_radix(mode.text, 8).ok()?;
    // No name of a user, a group or a kind has a slash behind a blank.
    let (before, path) = rest.split_once(" /")?;
    let path = Piece {
        text: line.text.get(path.start - 1 - line.start..)?,
        start: path.start - 1,
    };
    let (owners, kind) = KINDS.iter().find_map(|(name, kind)| {
        let owners = before.text.strip_suffix(name)?.strip_suffix(' ')?;
        let start = before.start;
        Some((
            Piece {
                text: owners,
                start,
            },
            *kind,
        ))
    })?;
    // A group's name may hold blanks where accounts come from a directory service.
    let (user, group) = owners.word()?;
    (bits <= 0o7777).then_some(())?;
    let status = FileStatus {
        mode: mode.says(bits),
        uid: uid.number()?,
        gid: gid.number()?,
        user: user.owned(),
        group: group.owned(),
        kind,
    };
    Some((FileState::Present(status), path))
}
