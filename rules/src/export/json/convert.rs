//! From the report to the format's own types.

use std::sync::Arc;

use super::attestation;
use super::lent::{Lent, Masks};
use super::{
    Accepted, Cap, Control, Decided, Document, Finding, Framework, Input, Item, Missing, Problem,
    Project, Relation, SCHEMA_VERSION, Score, Span, Subject, Suppression, Tally, Tool, Verdicts,
    Waiver,
};
use crate::artifact::Effect;
use crate::catalogue::{self, SubjectKind};
use crate::executor::{self, Executor};
use crate::model::suppression::Names;
use crate::policy::Settings;
use crate::report::{
    Acceptance, Controlled, Framed, Judged, Located, Projected, Report, Reported, Suppressed,
    Waived, WaiverEffect,
};
use crate::score::{self, Grade, Tenths};
use crate::span::Region;

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
        inputs: report.inputs.iter().map(input).collect(),
        subjects: report.subjects.iter().map(subject).collect(),
        projects: report.projects.iter().map(project).collect(),
        controls: report.controls.iter().map(control).collect(),
        findings: Vec::new(),
        frameworks: report.frameworks.iter().map(framework).collect(),
        waivers: report.waivers.iter().map(waiver).collect(),
        attestations: report
            .attestations
            .iter()
            .map(attestation::convert)
            .collect(),
        suppressions: report.suppressions.iter().map(suppression).collect(),
        score: score(&report.score),
        score_accepted: score(&report.score_accepted),
        score_quality: score(&report.score_quality),
    }
}

/// Findings that are worked on together.
pub(super) const CHUNK: usize = 128;

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

fn input(input: &crate::report::Input) -> Input {
    Input {
        name: input.name.to_string(),
        kind: input.kind.id().to_owned(),
        reason: input.reason.clone(),
        support: input.kind.support().word().to_owned(),
        bytes: input.bytes,
        sha256: input.sha256.to_string(),
        problems: input.problems.iter().map(problem).collect(),
        part_of: input.part_of.as_ref().map(ToString::to_string),
    }
}

fn problem(located: &Located) -> Problem {
    let effect = match located.problem.effect {
        Effect::Note => "note",
        Effect::Partial => "partial",
        Effect::Unreadable => "unreadable",
    };
    Problem {
        effect: effect.to_owned(),
        message: located.problem.message.clone(),
        span: located.region.map(span),
    }
}

pub(super) const fn span(region: Region) -> Span {
    Span {
        start_line: region.start.line,
        start_column: region.start.column,
        end_line: region.end.line,
        end_column: region.end.column,
    }
}

fn subject(subject: &Judged) -> Subject {
    Subject {
        id: subject.id.to_string(),
        kind: subject.kind.word().to_owned(),
        name: subject.name.clone(),
        artifacts: subject.artifacts.iter().map(ToString::to_string).collect(),
        ties: subject.ties.clone(),
        relations: subject.relations.iter().map(relation).collect(),
    }
}

fn relation(relation: &crate::facts::Relation) -> Relation {
    Relation {
        to: relation.to.to_string(),
        kind: relation.kind.word().to_owned(),
        reason: relation.reason.clone(),
    }
}

fn project(project: &Projected) -> Project {
    let names = |names: &[Arc<str>]| names.iter().map(ToString::to_string).collect();
    let missing = project.missing.iter();
    Project {
        name: project.name.to_string(),
        files: names(&project.files),
        env_files: names(&project.env_files),
        deployer: project.deployer.word().to_owned(),
        missing: missing
            .map(|(path, role)| Missing {
                path: path.clone(),
                role: role.word().to_owned(),
            })
            .collect(),
        variables: project.variables.clone(),
        images: project.images.clone(),
        undecided: project.undecided.iter().map(ToString::to_string).collect(),
    }
}

fn control(result: &Controlled) -> Control {
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

pub(super) fn accepted(report: &Report, by: &Acceptance) -> Option<Accepted> {
    match by {
        Acceptance::Waiver(index) => {
            let waiver = &report.waivers.get(*index)?.waiver;
            Some(Accepted {
                by: "waiver".to_owned(),
                tool: None,
                owner: Some(waiver.owner.clone()),
                reason: Some(waiver.reason.clone()),
                expires: waiver.expires.map(|day| day.to_string()),
            })
        }
        Acceptance::Comment(index) => {
            let comment = &report.suppressions.get(*index)?.suppression;
            Some(Accepted {
                by: "comment".to_owned(),
                tool: Some(comment.tool.word().to_owned()),
                owner: comment.owner.clone(),
                reason: comment.reason.clone(),
                expires: comment.expires.map(|day| day.to_string()),
            })
        }
    }
}

fn framework(framed: &Framed) -> Framework {
    let newest = framed.framework.newest();
    let earlier = !framed.framework.is_newest();
    let stands = |item: &catalogue::Item| newest.asking(item.requirement).filter(|_| earlier);
    let shared = framed.items.iter().filter_map(|framed| {
        let there = stands(framed.item)?;
        Some((framed.item.id.to_owned(), there.id.to_owned()))
    });
    let numbers = shared.collect();
    let items = framed.items.iter().filter(|it| stands(it.item).is_none());
    Framework {
        id: framed.framework.id.to_owned(),
        title: framed.framework.title.to_owned(),
        edition: framed.framework.edition.map(str::to_owned),
        family: framed.framework.family.map(str::to_owned),
        newest: earlier.then(|| newest.id.to_owned()),
        numbers,
        items: items
            .map(|framed| Item {
                id: framed.item.id.to_owned(),
                title: framed.item.requirement.title.to_owned(),
                status: framed.status.word().to_owned(),
                controls: framed
                    .item
                    .requirement
                    .controls
                    .iter()
                    .map(|control| control.id.to_owned())
                    .collect(),
            })
            .collect(),
    }
}

fn waiver(Waived { waiver, effect }: &Waived) -> Waiver {
    let (effect, accepts) = match effect {
        WaiverEffect::Applied(count) => ("applied", *count),
        WaiverEffect::Expired => ("expired", 0),
        WaiverEffect::Undated => ("undated", 0),
        WaiverEffect::Incomplete(_) => ("incomplete", 0),
        WaiverEffect::UnknownControl => ("unknown_control", 0),
        WaiverEffect::Unmatched => ("unmatched", 0),
    };
    Waiver {
        control: waiver.control.clone(),
        subject: waiver.subject.clone(),
        artifact: waiver.artifact.clone(),
        owner: waiver.owner.clone(),
        reason: waiver.reason.clone(),
        expires: waiver.expires.map(|day| day.to_string()),
        effect: effect.to_owned(),
        accepts,
    }
}

fn suppression(told: &Suppressed) -> Suppression {
    let comment = &told.suppression;
    let rules = match comment.names {
        Names::Every => "every",
        Names::Only(_) => "only",
        Names::AllBut(_) => "all_but",
    };
    Suppression {
        artifact: told.artifact.to_string(),
        span: span(told.region),
        tool: comment.tool.word().to_owned(),
        rules: rules.to_owned(),
        names: comment.names.written().to_vec(),
        unknown_names: told.unknown.clone(),
        owner: comment.owner.clone(),
        reason: comment.reason.clone(),
        expires: comment.expires.map(|day| day.to_string()),
        effect: told.effect.word().to_owned(),
        outcome: told.outcome(),
        accepts: told.effect.accepts(),
    }
}

fn score(score: &score::Score) -> Score {
    let letter = |grade: Grade| grade.letter().to_owned();
    Score {
        algorithm: score::ALGORITHM.to_owned(),
        p: score.p,
        f: score.f,
        u: score.u,
        s: score.s().map(Tenths::value),
        floor: score.floor().map(Tenths::value),
        ceiling: score.ceiling().map(Tenths::value),
        coverage: score.coverage().map(Tenths::value),
        grade: score.grade().map(letter),
        provisional: score.is_provisional(),
        grade_range: score
            .grade_range()
            .map(|(floor, ceiling)| [letter(floor), letter(ceiling)]),
        decided: Decided {
            own: score.decided.own,
            imported: score.decided.imported,
            attested: score.decided.attested,
        },
        caps: score
            .caps
            .iter()
            .map(|cap| Cap {
                grade: letter(cap.grade),
                control: cap.control.clone(),
                severity: cap.severity.word().to_owned(),
            })
            .collect(),
    }
}
