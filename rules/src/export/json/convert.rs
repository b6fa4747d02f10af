//! From the report to the whole document.

use super::lent::{Lent, Masks};
use super::{
    Document, Finding, SCHEMA_VERSION, Tool, Verdicts, attestation, control, framework, input,
    project, score, subject, suppression, waiver,
};
use crate::catalogue::{self, SubjectKind};
use crate::executor::{self, Executor};
use crate::policy::Settings;
use crate::report::{Report, Reported};

pub(super) fn document(executor: &dyn Executor, report: &Report, verdicts: Verdicts) -> Document {
    let told = told(report, verdicts);
    let chunks: Vec<&[&Reported]> = told.chunks(CHUNK).collect();
    let converted = executor::map(executor, chunks.len(), |part| {
        findings(report, chunks.get(part).copied().unwrap_or_default())
    });
    Document {
        findings: converted.into_iter().flatten().collect(),
        ..frame(report)
    }
}

/// The document without its findings.
pub(super) fn frame(report: &Report) -> Document {
    Document {
        schema_version: SCHEMA_VERSION.to_owned(),
        tool: tool(),
        assessed_on: report.today.map(|day| day.to_string()),
        scope: scope(&report.settings),
        inputs: report.inputs.iter().map(input::convert).collect(),
        subjects: report.subjects.iter().map(subject::convert).collect(),
        projects: report.projects.iter().map(project::convert).collect(),
        controls: report.controls.iter().map(control::convert).collect(),
        findings: Vec::new(),
        frameworks: report.frameworks.iter().map(framework::convert).collect(),
        waivers: report.waivers.iter().map(waiver::convert).collect(),
        attestations: report
            .attestations
            .iter()
            .map(attestation::convert)
            .collect(),
        suppressions: report
            .suppressions
            .iter()
            .map(suppression::convert)
            .collect(),
        score: score::convert(&report.score),
        score_accepted: score::convert(&report.score_accepted),
        score_quality: score::convert(&report.score_quality),
    }
}

/// Findings that are worked on together.
pub(super) const CHUNK: usize = 32;

/// The findings that the document carries.
pub(super) fn told(report: &Report, verdicts: Verdicts) -> Vec<&Reported> {
    match verdicts {
        Verdicts::Failing => report.findings.failures().collect(),
        Verdicts::All => report.findings.iter().collect(),
    }
}

/// Findings as the document has them.
fn findings(report: &Report, told: &[&Reported]) -> Vec<Finding> {
    let mut masks = Masks::default();
    let lent = told.iter().map(|it| Lent::of(report, it, &mut masks));
    lent.map(Finding::from).collect()
}

/// The kinds that the report is about, each once and in one order.
fn scope(settings: &Settings) -> Vec<String> {
    let named = SubjectKind::ALL.iter();
    let named = named.filter(|kind| settings.scope.contains(kind));
    named.map(|kind| kind.word().to_owned()).collect()
}

fn tool() -> Tool {
    Tool {
        name: "plimsoll".to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        catalogue_version: catalogue::VERSION.to_owned(),
        catalogue_hash: catalogue::HASH.to_owned(),
    }
}
