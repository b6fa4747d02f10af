//! What was given, and what was found in it.

use std::collections::BTreeMap;

use plimsoll_rules::artifact::Effect;
use plimsoll_rules::artifact::kind::{Kind, Support};
use plimsoll_rules::report::{Input, Located, Report};
use serde::{Deserialize, Serialize};

use super::Given;
use crate::words;

/// A file that was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArtifactRow {
    /// The page's numbers for it; several where the same file was given twice.
    pub sources: Vec<u32>,
    /// Its path as given.
    pub name: String,
    /// A kind's id.
    pub kind: String,
    /// What it was taken for.
    pub kind_title: String,
    /// Why.
    pub reason: String,
    /// `checked`, `recognised` or `not-docker`.
    pub support: String,
    /// What that means for the report, as a sentence; empty where it is judged.
    pub support_note: String,
    /// Its size, for people.
    pub size: String,
    /// The SHA-256 of its bytes, in hex.
    pub sha256: String,
    /// What could not be read, or only with a reservation.
    pub problems: Vec<ProblemRow>,
}

/// Something about a file that could not be read, or only with a reservation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProblemRow {
    /// `note`, `partial` or `unreadable`.
    pub effect: String,
    /// `line 12`, or nothing for the whole file.
    pub place: String,
    /// One sentence.
    pub message: String,
}

/// The kinds a reader may choose: those that are judged.
pub fn kinds() -> Vec<(String, String)> {
    Kind::all()
        .filter(|kind| kind.support() == Support::Checked)
        .map(|kind| (kind.id().to_owned(), kind.title().to_owned()))
        .collect()
}

pub(super) fn rows(report: &Report, given: &[Given<'_>]) -> Vec<ArtifactRow> {
    let mut by_hash: BTreeMap<&str, Vec<&Given<'_>>> = BTreeMap::new();
    for it in given {
        by_hash.entry(&it.artifact.sha256).or_default().push(it);
    }
    let sources = |input: &Input| -> Vec<u32> {
        let same = by_hash.get(&*input.sha256).map_or(&[][..], Vec::as_slice);
        // The report may have added a number to the name of a second file.
        same.iter()
            .filter(|given| input.name.starts_with(&*given.artifact.name))
            .map(|given| given.id)
            .collect()
    };
    report
        .inputs
        .iter()
        .map(|input| row(input, sources(input)))
        .collect()
}

fn row(input: &Input, sources: Vec<u32>) -> ArtifactRow {
    let (support, note) = match input.kind.support() {
        Support::Checked => ("checked", ""),
        Support::Recognised if input.kind == Kind::PlimsollReport => (
            "recognised",
            "An earlier report: it is a point on the Trends screen.",
        ),
        Support::Recognised => (
            "recognised",
            "Recognised, and not checked yet: it changes nothing in this report.",
        ),
        Support::NotDocker => ("not-docker", "Listed, and not part of the report."),
    };
    ArtifactRow {
        sources,
        name: input.name.to_string(),
        kind: input.kind.id().to_owned(),
        kind_title: input.kind.title().to_owned(),
        reason: input.reason.clone(),
        support: support.to_owned(),
        support_note: note.to_owned(),
        size: words::bytes(input.bytes),
        sha256: input.sha256.to_string(),
        problems: input.problems.iter().map(problem).collect(),
    }
}

fn problem(located: &Located) -> ProblemRow {
    let effect = match located.problem.effect {
        Effect::Note => "note",
        Effect::Partial => "partial",
        Effect::Unreadable => "unreadable",
    };
    ProblemRow {
        effect: effect.to_owned(),
        place: located
            .region
            .map_or_else(String::new, |it| format!("line {}", it.start.line)),
        message: located.problem.message.clone(),
    }
}
