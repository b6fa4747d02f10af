//! The collector's bundle: what one host shows of itself, each command's output by its key.
//!
//! `public/collect.sh` writes it and describes the format. A cut or damaged bundle gives what of
//! it is whole; each fault is told at its place.

mod content;
mod read;

#[cfg(test)]
mod tests;

pub use content::{Content, DaemonSource, Listing, content};
pub use read::read;

use crate::artifact::Problem;
use crate::span::{Span, Spanned};

/// The member that makes an object a bundle.
pub const MARK: &str = "plimsoll_bundle";

/// What the collector puts where it hides a value that is not empty.
pub const REDACTED: &str = "REDACTED_BY_PLIMSOLL";

/// What the collector found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bundle {
    /// The version of the format; 1 is the only one so far.
    pub version: Option<Spanned<u32>>,
    /// When it was made, in UTC, e.g. `2026-11-23T02:36:22Z`.
    pub made: Option<Spanned<String>>,
    /// Whether values were hidden; the collector says so either way.
    pub is_redacted: Option<Spanned<bool>>,
    /// Whether root collected it: others do not see everything.
    pub by_root: Option<Spanned<bool>>,
    /// The client that was asked, e.g. `docker` or `podman`.
    pub client: Option<Spanned<String>>,
    /// What each command came to, in the bundle's order; of a key that stands twice the last.
    pub parts: Vec<Part>,
    /// What could not be read.
    pub problems: Vec<Problem>,
}

/// What one command came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its key, e.g. `info` or `history/sha256:…`.
    pub key: Spanned<String>,
    /// The command's exit code; `None` where the bundle states none.
    pub rc: Option<i32>,
    /// What it printed; up to the damage where [`Part::is_whole`] is false.
    pub bytes: Vec<u8>,
    /// Whether all of the output could be decoded.
    pub is_whole: bool,
    /// What it said on its second output, as text.
    pub messages: String,
    /// The command, as people read it.
    pub command: Option<String>,
    /// The member, from its key to the end of its value.
    pub span: Span,
}

/// How far a command got.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// It printed all it had to.
    Whole,
    /// What it was to look at is not there.
    Absent,
    /// It was not allowed to look.
    Denied,
    /// The program is not installed.
    Missing,
    /// It hung and was stopped, or was not asked because another had hung.
    TimedOut,
    /// It failed for another reason; what it printed may be a part.
    Failed,
    /// The bundle does not hold all that it printed.
    Damaged,
}

/// How programs say that they were not allowed to look.
const DENIALS: &[&str] = &[
    "Permission denied",
    "permission denied",
    "not permitted",
    "must be root",
];

/// How programs say that there is nothing to look at. An engine in no swarm tells how to get into
/// one; a worker, which cannot see what its swarm has, does not.
const ABSENCES: &[&str] = &["No such file", "Use \"docker swarm init\""];

impl Part {
    /// What its output is read as; `None` for a key that this version does not know.
    pub fn content(&self) -> Option<Content> {
        content(&self.key.value)
    }

    /// The object it is about: what stands behind the first slash of its key.
    pub fn object(&self) -> Option<&str> {
        self.key.value.split_once('/').map(|(_, object)| object)
    }

    /// How far the command got.
    ///
    /// A listing that met one thing it could not see is [`Outcome::Denied`] as a whole, although
    /// it may have printed the rest.
    pub fn outcome(&self) -> Outcome {
        if !self.is_whole {
            return Outcome::Damaged;
        }
        let said = |words: &str| self.messages.contains(words);
        match self.rc {
            Some(127) => Outcome::Missing,
            Some(124 | 137 | 143) => Outcome::TimedOut,
            _ if DENIALS.iter().any(|words| said(words)) => Outcome::Denied,
            _ if ABSENCES.iter().any(|words| said(words)) => Outcome::Absent,
            Some(0) => Outcome::Whole,
            Some(_) | None => Outcome::Failed,
        }
    }

    /// The output as text; bytes that are no UTF-8 become the replacement character.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }
}

impl Bundle {
    /// The part of this key.
    pub fn part(&self, key: &str) -> Option<&Part> {
        self.parts.iter().find(|part| part.key.value == key)
    }

    /// The parts of one family, e.g. those of `history/…` for `history`, in order.
    pub fn family<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Part> {
        self.parts.iter().filter(move |part| {
            let rest = part.key.value.strip_prefix(name);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    }
}
