//! From a path to an artifact.

use std::fs::File;
use std::io::{self, Read};

use plimsoll_rules::artifact::decode;
use plimsoll_rules::artifact::kind::{Kind, Support};
use plimsoll_rules::{executor, read_owned, unreadable};

use crate::threads::Threads;

use super::{Candidate, Loaded, Origin};

/// The longest file that is read, in bytes: 512 MB.
const LONGEST: u64 = 512 * 1024 * 1024;

/// How many bytes of a found file tell whether it is text.
const HEAD: u64 = 8 * 1024;

/// What the standard input holds.
pub(super) fn stdin(name: &str) -> Loaded {
    loaded(name, whole(Vec::new(), io::stdin().lock()))
}

/// What the candidates are, in their order.
pub(super) fn all(candidates: &[Candidate], all_files: bool) -> Vec<Loaded> {
    executor::map(&Threads, candidates.len(), |index| {
        candidates
            .get(index)
            .map(|candidate| one(candidate, all_files))
    })
    .into_iter()
    .flatten()
    .collect()
}

fn one(candidate: &Candidate, all_files: bool) -> Loaded {
    let keep = all_files || candidate.origin == Origin::Named;
    let loaded = match open(candidate, keep) {
        Ok(Content::Whole(bytes)) => loaded(&candidate.name, Ok(bytes)),
        Ok(Content::NoText) => return Loaded::Skipped(Kind::Binary),
        Err(error) => loaded(&candidate.name, Err(error)),
    };
    match loaded {
        Loaded::Read(artifact) if !keep && artifact.kind.support() == Support::NotDocker => {
            Loaded::Skipped(artifact.kind)
        }
        loaded => loaded,
    }
}

/// What was read of a file.
enum Content {
    /// All of it.
    Whole(Vec<u8>),
    /// Its head, which says that it is no text and no archive.
    NoText,
}

/// Reads a file; `keep` says that it is in the report whatever it is.
fn open(candidate: &Candidate, keep: bool) -> io::Result<Content> {
    let mut file = File::open(&candidate.path)?;
    let length = file.metadata()?.len();
    if keep || length <= HEAD {
        refuse_longer(length)?;
        return whole(Vec::with_capacity(capacity(length)), file).map(Content::Whole);
    }
    let mut head = Vec::new();
    file.by_ref().take(HEAD).read_to_end(&mut head)?;
    // The head of a text may end inside a character or hold damage, and is text all the same.
    if decode::decode(&head).is_err_and(|refusal| refusal.kind() == Kind::Binary) {
        return Ok(Content::NoText);
    }
    refuse_longer(length)?;
    head.reserve_exact(capacity(length).saturating_sub(head.len()));
    whole(head, file).map(Content::Whole)
}

/// Appends what is left. A pipe has no length, so the limit is held here as well.
fn whole(mut bytes: Vec<u8>, source: impl Read) -> io::Result<Vec<u8>> {
    let seen = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    source
        .take((LONGEST + 1).saturating_sub(seen))
        .read_to_end(&mut bytes)?;
    refuse_longer(u64::try_from(bytes.len()).unwrap_or(u64::MAX))?;
    Ok(bytes)
}

fn refuse_longer(length: u64) -> io::Result<()> {
    if length <= LONGEST {
        return Ok(());
    }
    let limit = LONGEST / (1024 * 1024);
    Err(io::Error::other(format!(
        "it is larger than {limit} MB, and nothing larger is read"
    )))
}

/// A file may grow while it is read; one byte more than its length saves a reallocation.
fn capacity(length: u64) -> usize {
    usize::try_from(length.min(LONGEST) + 1).unwrap_or_default()
}

fn loaded(name: &str, bytes: io::Result<Vec<u8>>) -> Loaded {
    match bytes {
        Ok(bytes) => Loaded::Read(read_owned(name, bytes)),
        Err(error) => Loaded::Unreadable(unreadable(name, reason(&error))),
    }
}

/// Why the system refused, in the same words on every system.
pub(super) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "there is no permission to read it".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        _ => error.to_string(),
    }
}
