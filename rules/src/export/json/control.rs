//! The controls of the document.

use serde::{Deserialize, Serialize};

use crate::report::Controlled;

/// A control and its statuses.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Control {
    /// Never changes or returns.
    pub id: String,
    /// A sentence that is true once the control passes.
    pub title: String,
    /// `security` or `quality`.
    pub category: String,
    /// `build`, `runtime`, `daemon` …
    pub section: String,
    /// `critical`, `high`, `medium`, `low` or `info`.
    pub severity: String,
    /// What it is about, e.g. `least-privilege`.
    pub concern: String,
    /// `passed`, `failed`, `not_reviewed` or `not_applicable`.
    pub status: String,
    /// The same with accepted risks as `waived`.
    pub status_accepted: String,
    /// `peer:ID` for each other tool's or benchmark's name of it.
    pub aliases: Vec<String>,
    /// What it weighs in its category's score.
    pub weight: u64,
    /// What S gains once it passes; 0 unless it failed.
    pub points: f64,
    /// Whose evidence decided it: `own`, `imported`, `attested` or null.
    pub decided_by: Option<String>,
    /// Subjects by verdict.
    pub tally: Tally,
    /// Where sources say different things.
    pub disagreements: Vec<String>,
    /// Why it matters.
    pub rationale: String,
    /// What to change.
    pub remediation: String,
}

/// Subjects of one control by verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Subjects that fail.
    pub fail: usize,
    /// Subjects that could not be decided.
    pub unknown: usize,
    /// Subjects that pass.
    pub pass: usize,
    /// Subjects that are exempt.
    pub not_applicable: usize,
}

/// One control as the document has it.
pub(super) fn convert(result: &Controlled) -> Control {
    let control = result.control;
    Control {
        id: control.id.to_owned(),
        title: control.title.to_owned(),
        category: control.category.word().to_owned(),
        section: control.section.word().to_owned(),
        severity: control.severity.word().to_owned(),
        concern: control.concern.word().to_owned(),
        status: result.status.word().to_owned(),
        status_accepted: result.status_accepted.word().to_owned(),
        aliases: control.aliases.iter().map(ToString::to_string).collect(),
        weight: u64::from(control.severity.weight()),
        points: result.points.value(),
        decided_by: result.tier.map(|tier| tier.word().to_owned()),
        tally: Tally {
            fail: result.tally.fail,
            unknown: result.tally.unknown,
            pass: result.tally.pass,
            not_applicable: result.tally.not_applicable,
        },
        disagreements: result.disagreements.clone(),
        rationale: control.rationale.to_owned(),
        remediation: control.remediation.to_owned(),
    }
}
