//! The report as JSON: versioned, in one fixed key order, the same bytes for the same inputs.
//!
//! `public/schema/report-1.schema.json` is its published schema. Reading back gives the
//! same value, so a saved report is also the history record and the import for comparisons.

mod attestation;
mod convert;
mod layout;
mod lent;
mod pieces;

use std::collections::BTreeMap;

pub use attestation::Attestation;
use serde::{Deserialize, Serialize};

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

/// A file that was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// As given, with `/` between folders.
    pub name: String,
    /// What it was taken for, e.g. `dockerfile`.
    pub kind: String,
    /// Why.
    pub reason: String,
    /// `checked`, `recognised` (named, not yet checked) or `not_docker`.
    pub support: String,
    /// Its size as given.
    pub bytes: usize,
    /// Of its bytes as given, in lower-case hex.
    pub sha256: String,
    /// What could not be read, or only with a reservation.
    pub problems: Vec<Problem>,
    /// The bundle it was a part of; null for a file that was given by itself.
    #[serde(default)]
    pub part_of: Option<String>,
}

/// Something about a file that could not be read, or only with a reservation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// `note`, `partial` or `unreadable`.
    pub effect: String,
    /// One sentence.
    pub message: String,
    /// Where; null for the whole file.
    pub span: Option<Span>,
}

/// A place in a file's text, counted from 1; columns are characters; the end is exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// The first character's line.
    pub start_line: usize,
    /// The first character's column.
    pub start_column: usize,
    /// The last character's line.
    pub end_line: usize,
    /// One past the last character's column.
    pub end_column: usize,
}

/// Something that was judged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject {
    /// Stable while the subject keeps its name and place.
    pub id: String,
    /// `image`, `service`, `container`, `host` …
    pub kind: String,
    /// What people call it.
    pub name: String,
    /// The files it was read from, its own first.
    pub artifacts: Vec<String>,
    /// Why it is tied to each further file.
    pub ties: Vec<String>,
    /// The subjects it is tied to; reports of earlier versions have none.
    #[serde(default)]
    pub relations: Vec<Relation>,
}

/// A tie between two subjects.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relation {
    /// The other subject's id.
    pub to: String,
    /// `runs_on`, `runs`, `realises`, `built_from`, `joins` or `mounts`.
    pub kind: String,
    /// What shows it.
    pub reason: String,
}

/// A compose project: which files it is, and what could not be seen of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Project {
    /// Its first file, with those merged over it.
    pub name: String,
    /// The compose files that are merged, in order.
    pub files: Vec<String>,
    /// The files that its variables have their values from.
    pub env_files: Vec<String>,
    /// `compose` or `stack`.
    pub deployer: String,
    /// Files that it names and that were not given.
    pub missing: Vec<Missing>,
    /// Variables that have neither a value nor a default.
    pub variables: Vec<String>,
    /// Images of which neither the Dockerfile nor the inspection was given.
    pub images: Vec<String>,
    /// The ids of controls that stay open on something of the project.
    pub undecided: Vec<String>,
}

/// A file that was not given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missing {
    /// Its path, seen from where the other files are named from.
    pub path: String,
    /// What names it: `include`, `extends`, `env_file` or `label_file`.
    pub role: String,
}

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

/// A verdict on one subject.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The control's id.
    pub control: String,
    /// `fail`, `unknown`, `pass` or `not_applicable`.
    pub verdict: String,
    /// The subject's id.
    pub subject: String,
    /// The file that shows it, as given.
    pub artifact: Option<String>,
    /// Where in that file.
    pub span: Option<Span>,
    /// Further places in that file that the matter is about, e.g. what was there first.
    #[serde(default)]
    pub related: Vec<Span>,
    /// Where in a JSON file, e.g. `[0].HostConfig.Privileged`.
    pub path: Option<String>,
    /// Which of the control's reasons; null for a pass and for another tool's word.
    pub reason: Option<String>,
    /// The reason as a sentence.
    pub message: String,
    /// `own`, `imported` or `attested`.
    pub evidence_tier: String,
    /// Who says it.
    pub source_tool: String,
    /// The change of the file that would mend it; null where none is known, or where it would
    /// repeat a secret.
    #[serde(default)]
    pub remedy: Option<Remedy>,
    /// Why there is no such change, where somebody could expect one; left out otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unmended: Option<String>,
    /// What accepted it, or null.
    pub accepted: Option<Accepted>,
    /// Equal for the same finding in another run.
    pub fingerprint: String,
}

/// A change that mends a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remedy {
    /// What to confirm or to fill in first; null where a working build and container stay as
    /// they are.
    pub asks: Option<String>,
    /// The edits of the finding's file, in the order of their places; all of them together.
    pub edits: Vec<Edit>,
}

/// One replacement in a file's text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// What is taken out. It ends where it starts for an insertion, and at the first column of
    /// a line where it takes the break of the line before.
    pub span: Span,
    /// What stands there afterwards; a line feed in it stands for the file's own line break.
    pub text: String,
}

/// What accepted a failure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accepted {
    /// `waiver` or `comment`.
    pub by: String,
    /// The tool whose comment it is; null for a waiver.
    pub tool: Option<String>,
    /// Who answers for it.
    pub owner: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// The last day it holds, as `YYYY-MM-DD`.
    pub expires: Option<String>,
}

/// A framework with each of its items.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Framework {
    /// E.g. `cis-docker-1.6.0`.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// Which edition; null where there is only one.
    pub edition: Option<String>,
    /// What all editions of the list share; null where there is only one.
    #[serde(default)]
    pub family: Option<String>,
    /// The newest edition, where this is an earlier one: what stands there is not repeated.
    #[serde(default)]
    pub newest: Option<String>,
    /// This edition's numbers of items of the newest one, each with its number there.
    #[serde(default)]
    pub numbers: BTreeMap<String, String>,
    /// The items that do not stand in the newest edition; none is absent.
    pub items: Vec<Item>,
}

impl Framework {
    /// Claims that this is an earlier edition of another framework of the report.
    pub const fn is_earlier(&self) -> bool {
        self.newest.is_some()
    }
}

/// One item of a framework.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Its number there.
    pub id: String,
    /// What it asks, in our own words.
    pub title: String,
    /// As for controls.
    pub status: String,
    /// The controls that decide it; empty where none does yet.
    pub controls: Vec<String>,
}

/// A waiver of the policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiver {
    /// The control it accepts failing.
    pub control: String,
    /// Only on this subject, by id or name.
    pub subject: Option<String>,
    /// Only in this file.
    pub artifact: Option<String>,
    /// Who answers for it.
    pub owner: String,
    /// Why.
    pub reason: String,
    /// The last day it holds, as `YYYY-MM-DD`.
    pub expires: Option<String>,
    /// `applied`, `expired`, `undated`, `incomplete`, `unknown_control` or `unmatched`.
    pub effect: String,
    /// How many failures it accepts.
    pub accepts: usize,
}

/// A comment in a file that accepts failures there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suppression {
    /// The file it stands in.
    pub artifact: String,
    /// Where it stands.
    pub span: Span,
    /// The tool it speaks to: `hadolint`, `buildkit`, `trivy`, `checkov`, `kics`, `semgrep` or
    /// `plimsoll`.
    pub tool: String,
    /// Which of the tool's rules it means: `only` those named, `all_but` them, or `every` one.
    pub rules: String,
    /// The rules it names.
    pub names: Vec<String>,
    /// Those of them that lead to no control.
    pub unknown_names: Vec<String>,
    /// Who answers for it.
    pub owner: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// The last day it holds, as `YYYY-MM-DD`.
    pub expires: Option<String>,
    /// `applied`, `expired`, `undated`, `incomplete`, `unknown_control`, `unmatched` or `unheard`.
    pub effect: String,
    /// The same in whole sentences, with what it lacks.
    pub outcome: String,
    /// How many failures it accepts.
    pub accepts: usize,
}

/// A score with the sums it follows from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Score {
    /// The method, e.g. `dsc-1`.
    pub algorithm: String,
    /// Summed weight of what passed.
    pub p: u64,
    /// Summed weight of what failed.
    pub f: u64,
    /// Summed weight of what was not reviewed.
    pub u: u64,
    /// 100·P/(P+F), truncated to one decimal; null where nothing was assessed.
    pub s: Option<f64>,
    /// 100·P/(P+F+U).
    pub floor: Option<f64>,
    /// 100·(P+U)/(P+F+U).
    pub ceiling: Option<f64>,
    /// 100·(P+F)/(P+F+U).
    pub coverage: Option<f64>,
    /// `A` to `F`; null where nothing was assessed.
    pub grade: Option<String>,
    /// Whether less than half of the scope was assessed.
    pub provisional: bool,
    /// The grades of floor and ceiling.
    pub grade_range: Option<[String; 2]>,
    /// The assessed weight by whose evidence decided it.
    pub decided: Decided,
    /// What keeps the grade below the score.
    pub caps: Vec<Cap>,
}

/// The assessed weight by whose evidence decided it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// By a check of ours.
    pub own: u64,
    /// By another tool's verdict.
    pub imported: u64,
    /// By a person's answer.
    pub attested: u64,
}

/// A failed control that limits the grade.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cap {
    /// The best grade that remains.
    pub grade: String,
    /// The control that failed.
    pub control: String,
    /// Its severity.
    pub severity: String,
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

#[cfg(test)]
mod tests {
    use super::{Document, Remedy, Span, Verdicts};
    use crate::policy::Policy;
    use crate::{assess, read};

    fn remedy(text: &str, control: &str) -> Option<Remedy> {
        let report = assess(&[read("Dockerfile", text.as_bytes())], &Policy::default());
        let document = Document::new(&report, Verdicts::Failing);
        let mut findings = document.findings.into_iter();
        findings.find(|finding| finding.control == control)?.remedy
    }

    #[test]
    fn a_remedy_tells_its_edits_by_lines_and_columns() {
        let remedy = remedy(
            "FROM alpine:3.22\nADD é.txt /srv/\n",
            "files-copied-not-added",
        )
        .unwrap();
        assert_eq!(remedy.asks, None);
        let [edit] = remedy.edits.as_slice() else {
            panic!("{remedy:?}");
        };
        let span = Span {
            start_line: 2,
            start_column: 1,
            end_line: 2,
            end_column: 4,
        };
        assert_eq!((edit.span, &*edit.text), (span, "COPY"));
    }

    #[test]
    fn a_remedy_that_repeats_a_secret_is_left_out() {
        let command = |words: &str| format!("FROM alpine:3.22\nCMD serve {words}\n");
        let id = "command-exec-form";
        assert!(remedy(&command("--port 80"), id).is_some());
        assert_eq!(remedy(&command("--password hunter2"), id), None);
    }
}
