//! How subjects belong together.

use std::sync::Arc;

/// A tie from one subject to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// The other subject's id.
    pub to: Arc<str>,
    /// How they belong together, read from the one that has it to the other.
    pub kind: RelationKind,
    /// What shows it, as a whole sentence.
    pub reason: String,
}

/// How one subject belongs to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RelationKind {
    /// It is on that host, or that daemon keeps it.
    RunsOn,
    /// It runs that image.
    Runs,
    /// It is what that service became.
    Realises,
    /// It is built from that Dockerfile.
    BuiltFrom,
    /// It is on that network.
    Joins,
    /// It mounts that volume.
    Mounts,
}

impl RelationKind {
    /// The name in exports.
    pub const fn word(self) -> &'static str {
        match self {
            Self::RunsOn => "runs_on",
            Self::Runs => "runs",
            Self::Realises => "realises",
            Self::BuiltFrom => "built_from",
            Self::Joins => "joins",
            Self::Mounts => "mounts",
        }
    }
}
