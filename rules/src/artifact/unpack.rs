//! The parts of a collector's bundle, each an artifact like any other.

use std::sync::Arc;

use super::kind::Kind;
use super::{Artifact, Effect, Problem, read_part};
use crate::model::bundle::{Bundle, Content, DaemonSource, Outcome, Part};
use crate::model::{Model, host};

/// Where an artifact comes from that was not given by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartOf {
    /// The bundle's name as given.
    pub name: Arc<str>,
    /// The SHA-256 of the bundle's bytes, which tells bundles of one name apart.
    pub sha256: Arc<str>,
    /// The part's key, e.g. `stat` or `history/sha256:…`.
    pub key: String,
    /// How far the command got that printed it.
    pub outcome: Outcome,
}

/// A bundle as artifacts.
#[derive(Clone, Debug, Default)]
pub struct Unpacked {
    /// Its parts, in the bundle's order.
    pub parts: Vec<Artifact>,
    /// When it was made, in UTC, as the collector wrote it.
    pub made: Option<String>,
    /// Whether root made it, so that nothing was hidden from it.
    pub by_root: bool,
}

impl Artifact {
    /// The artifact and, where it is a bundle, its parts after it.
    pub fn with_parts(&self) -> impl Iterator<Item = &Self> {
        std::iter::once(self).chain(self.parts())
    }

    /// The parts of a bundle; none for any other artifact.
    pub fn parts(&self) -> &[Self] {
        match &*self.model {
            Model::Bundle(bundle) => &bundle.parts,
            _ => &[],
        }
    }
}

/// Makes each part of a bundle an artifact, and tells what its commands could not show.
pub(super) fn unpacked(whole: &Artifact, bundle: Bundle) -> (Unpacked, Vec<Problem>) {
    let mut problems = bundle.problems;
    let mut parts = Vec::new();
    for part in &bundle.parts {
        problems.extend(shortcoming(part));
        // What is not there is a fact of the machine; the file in its place is empty.
        parts.extend(artifact(whole, part));
    }
    let unpacked = Unpacked {
        parts,
        made: bundle.made.map(|made| made.value),
        by_root: bundle.by_root.is_some_and(|by_root| by_root.value),
    };
    (unpacked, problems)
}

fn artifact(whole: &Artifact, part: &Part) -> Option<Artifact> {
    let content = part.content()?;
    let part_of = PartOf {
        name: Arc::clone(&whole.name),
        sha256: Arc::clone(&whole.sha256),
        key: part.key.value.clone(),
        outcome: part.outcome(),
    };
    let name = format!("{}/{}", whole.name, part.key.value);
    let is_there = part.outcome() != Outcome::Absent && !part.bytes.is_empty();
    let kind = match content {
        Content::Artifact(kind) if is_there => kind,
        Content::Daemon(DaemonSource::Arguments) if is_there => Kind::DaemonArguments,
        Content::Daemon(DaemonSource::Properties) if is_there => Kind::SystemdUnit,
        Content::Daemon(DaemonSource::Variables) if is_there => Kind::DaemonDefaults,
        Content::Listing(_) if is_there => Kind::SwarmListing,
        Content::Artifact(_) | Content::Daemon(_) | Content::Listing(_) | Content::Host(_) => {
            Kind::HostRecord
        }
    };
    let mut artifact = read_part(&name, part.bytes.clone(), kind);
    if let (Kind::HostRecord, Content::Host(source)) = (kind, content) {
        let (observation, problems) = host::read(source, &artifact.text);
        artifact.model = Arc::new(Model::Host(observation));
        artifact.problems.extend(problems);
    }
    if kind == Kind::HostRecord {
        // An empty answer of a command is an answer, and so is a file that is not there.
        artifact
            .problems
            .retain(|it| it.effect != Effect::Unreadable);
    }
    artifact.part_of = Some(part_of);
    Some(artifact)
}

/// What a command could not show, as a problem of the bundle.
fn shortcoming(part: &Part) -> Option<Problem> {
    let what = part.command.as_deref().unwrap_or(&part.key.value);
    let (effect, message) = match part.outcome() {
        Outcome::Whole | Outcome::Absent => return None,
        Outcome::Denied => (
            Effect::Partial,
            format!("`{what}` was not allowed to see everything; run the collector as root"),
        ),
        Outcome::Missing => (
            Effect::Note,
            format!("the program of `{what}` is not installed"),
        ),
        Outcome::TimedOut => (Effect::Partial, format!("`{what}` did not answer in time")),
        Outcome::Failed => (Effect::Partial, format!("`{what}` failed")),
        Outcome::Damaged => (
            Effect::Partial,
            format!("the output of `{what}` is damaged"),
        ),
    };
    Some(Problem::at(part.key.span, effect, message))
}
