//! The report as JSON: versioned, in one fixed key order, the same bytes for the same inputs.
//!
//! `public/schema/report-1.schema.json` is its published schema. Reading back gives the
//! same value, so a saved report is also the history record and the import for comparisons.

mod attestation;
mod control;
mod convert;
mod finding;
mod framework;
mod input;
mod layout;
mod lent;
mod pieces;
mod project;
mod score;
mod span;
mod subject;
mod suppression;
#[cfg(test)]
mod tests;
mod waiver;

pub use attestation::Attestation;
pub use control::{Control, Tally};
pub use finding::{Accepted, Edit, Finding, Remedy};
pub use framework::{Framework, Item};
pub use input::{Input, Problem};
pub use project::{Missing, Project};
pub use score::{Cap, Decided, Score};
use serde::{Deserialize, Serialize};
pub use span::Span;
pub use subject::{Relation, Subject};
pub use suppression::Suppression;
pub use waiver::Waiver;

use crate::executor::{Executor, InTurn};
use crate::report::Report;

/// The format's version: the first number changes when a reader would break.
pub const SCHEMA_VERSION: &str = "1.0.0";

/// The whole document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// The format's version, e.g. `1.0.0`.
    pub schema_version: String,
    /// What made the report.
    pub tool: Tool,
    /// The day it holds for, as `YYYY-MM-DD`; null where none was given.
    pub assessed_on: Option<String>,
    /// The kinds of subjects that the report is about; absent where it is about all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scope: Vec<String>,
    /// Every file given, by name; also those nobody could read.
    pub inputs: Vec<Input>,
    /// What was judged.
    pub subjects: Vec<Subject>,
    /// The compose projects among the files; reports of earlier versions have none.
    #[serde(default)]
    pub projects: Vec<Project>,
    /// Every control of the catalogue, by id.
    pub controls: Vec<Control>,
    /// Failing verdicts always; the others on request.
    pub findings: Vec<Finding>,
    /// Every framework with each of its items.
    pub frameworks: Vec<Framework>,
    /// The policy's waivers and what became of each.
    pub waivers: Vec<Waiver>,
    /// The policy's answers to what no file tells; reports of earlier versions have none.
    #[serde(default)]
    pub attestations: Vec<Attestation>,
    /// The comments in files that accept failures, and what became of each; reports of
    /// earlier versions have none.
    #[serde(default)]
    pub suppressions: Vec<Suppression>,
    /// Security, accepted risks counted as failures.
    pub score: Score,
    /// Security, accepted risks left out.
    pub score_accepted: Score,
    /// Build quality, accepted risks counted as failures.
    pub score_quality: Score,
}

/// What made the report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tool {
    /// Always `plimsoll`.
    pub name: String,
    /// The engine's version.
    pub version: String,
    /// The catalogue's version.
    pub catalogue_version: String,
    /// The SHA-256 of the catalogue's files, in hex.
    pub catalogue_hash: String,
}

/// Which verdicts the document carries besides failures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Verdicts {
    /// Failures only.
    #[default]
    Failing,
    /// Every verdict.
    All,
}

impl Document {
    /// The report in this format.
    pub fn new(report: &Report, verdicts: Verdicts) -> Self {
        Self::new_on(&InTurn, report, verdicts)
    }

    /// The same, with the findings shared out by `executor`.
    pub fn new_on(executor: &dyn Executor, report: &Report, verdicts: Verdicts) -> Self {
        convert::document(executor, report, verdicts)
    }

    /// The bytes of it: two-space indents, a line break at the end.
    ///
    /// # Panics
    /// Never: the types above hold nothing that JSON has not.
    pub fn to_json(&self) -> String {
        let mut json = pretty(self);
        json.push('\n');
        json
    }

    /// Reads a saved report.
    ///
    /// # Errors
    /// A sentence that names the line, where the text is no report of a version we read.
    pub fn from_json(text: &str) -> Result<Self, String> {
        let document: Self = serde_json::from_str(text)
            .map_err(|error| format!("this is not a Plimsoll report: {error}"))?;
        let major = |version: &str| version.split('.').next().map(str::to_owned);
        if major(&document.schema_version) == major(SCHEMA_VERSION) {
            Ok(document)
        } else {
            Err(format!(
                "the report has format {}, and this version reads format {SCHEMA_VERSION}",
                document.schema_version
            ))
        }
    }
}

/// The report's JSON text, with failing verdicts or all of them.
pub fn json(report: &Report, verdicts: Verdicts) -> String {
    let mut text = String::new();
    json_on(&InTurn, report, verdicts, &mut |piece| text.push_str(piece));
    text
}

/// The same, made by `executor` and handed over in pieces, one behind the other.
pub fn json_on(
    executor: &dyn Executor,
    report: &Report,
    verdicts: Verdicts,
    take: &mut dyn FnMut(&str),
) {
    pieces::tell(executor, report, verdicts, take);
}

fn pretty(value: &impl Serialize) -> String {
    let mut bytes = Vec::new();
    layout::write(value, 0, &mut bytes);
    layout::text(bytes)
}
