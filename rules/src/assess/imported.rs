//! Another tool's verdicts: docker-bench-security's word on hosts, containers and images.
//!
//! They fill in what our own facts leave open. Where both speak of the same subject and
//! differ, our verdict stands, because its evidence is in the report, and the difference
//! is told.

use std::sync::Arc;

use super::Disagreements;
use super::resolve::{Places, Said};
use crate::artifact::Artifact;
use crate::catalogue::bench::{canonical, described};
use crate::catalogue::{BenchItem, CONTROLS, Control, Family, SubjectKind};
use crate::facts::Subject;
use crate::finding::{Evidence, Outcome, Tier};
use crate::model::Model;
use crate::model::bench::{self, BenchVerdict, Level, Run};
use crate::report::Reported;
use crate::span::Spanned;

/// A tool's verdict on one subject.
pub(super) struct Imported {
    control: &'static Control,
    subject: Arc<str>,
    outcome: Outcome,
    message: String,
    evidence: Evidence,
    tool: Arc<str>,
}

/// Every verdict of every judged run; subjects that only a run names are added.
pub(super) fn verdicts(artifacts: &[Artifact], subjects: &mut Vec<Subject>) -> Vec<Imported> {
    let mut imported = Vec::new();
    for (index, artifact) in artifacts.iter().enumerate() {
        let Model::Bench(bench) = &*artifact.model else {
            continue;
        };
        let Some(run) = bench.judged() else { continue };
        let version = run
            .version
            .as_ref()
            .map_or("", |version| version.value.as_str());
        let source = RunSource {
            artifact: index,
            name: &artifact.name,
            host: format!("host:{}", artifact.name).into(),
            tool: format!("docker-bench-security {version}").trim_end().into(),
        };
        subjects.push(source.host_subject(run));
        for verdict in &run.verdicts {
            source.import(run, verdict, subjects, &mut imported);
        }
    }
    imported
}

/// One run and where it comes from.
struct RunSource<'a> {
    artifact: usize,
    name: &'a str,
    host: Arc<str>,
    tool: Arc<str>,
}

impl RunSource<'_> {
    fn host_subject(&self, run: &Run) -> Subject {
        Subject::named_only(
            Arc::clone(&self.host),
            SubjectKind::Host,
            format!("the host of {}", self.name),
            Evidence::at(self.artifact, run.span),
        )
    }

    fn import(
        &self,
        run: &Run,
        verdict: &BenchVerdict,
        subjects: &mut Vec<Subject>,
        imported: &mut Vec<Imported>,
    ) {
        let outcome = match verdict.level {
            Level::Pass => Outcome::Pass,
            Level::Warn => Outcome::Fail,
            // A remark or a question for a person says nothing about whether it holds.
            Level::Info | Level::Note => return,
        };
        if run.distrusted.contains(&verdict.id) {
            return;
        }
        let Some(item) = item_of(run, verdict) else {
            return;
        };
        for control in CONTROLS
            .iter()
            .copied()
            .filter(|control| is_called(control, item.id))
        {
            let mut add = |subject: Arc<str>, message: String, span| {
                imported.push(Imported {
                    control,
                    subject,
                    outcome,
                    message,
                    evidence: Evidence::at(self.artifact, span),
                    tool: Arc::clone(&self.tool),
                });
            };
            let kind = kind_of(control, item);
            match kind.filter(|_| outcome == Outcome::Fail && !verdict.items.is_empty()) {
                Some(kind) => {
                    for named in &verdict.items {
                        let subject = self.subject_called(kind, named, subjects);
                        let message = format!("Check {} warns about {}.", verdict.id, named.value);
                        add(subject, message, named.span);
                    }
                }
                None => {
                    let word = if outcome == Outcome::Pass {
                        "passes"
                    } else {
                        "warns"
                    };
                    let message = format!("Check {} {word} for this host.", verdict.id);
                    add(Arc::clone(&self.host), message, verdict.span);
                }
            }
        }
    }

    /// The subject of this name that other artifacts show, or one that only the run names.
    fn subject_called(
        &self,
        kind: SubjectKind,
        named: &Spanned<String>,
        subjects: &mut Vec<Subject>,
    ) -> Arc<str> {
        let mut called = subjects
            .iter_mut()
            .filter(|subject| subject.kind == kind && subject.name == named.value);
        if let (Some(subject), None) = (called.next(), called.next()) {
            if !subject.artifacts.contains(&self.artifact) {
                subject.artifacts.push(self.artifact);
                subject.ties.push(format!("{} names it.", self.name));
            }
            return Arc::clone(&subject.id);
        }
        let id: Arc<str> = format!("{}:{}#{}", kind.word(), self.name, named.value).into();
        if !subjects.iter().any(|subject| subject.id == id) {
            let evidence = Evidence::at(self.artifact, named.span);
            let name = named.value.clone();
            subjects.push(Subject::named_only(Arc::clone(&id), kind, name, evidence));
        }
        id
    }
}

/// The check by its words where they tell, else by its number in the run's family: two
/// releases print the same version and number differently.
fn item_of(run: &Run, verdict: &BenchVerdict) -> Option<&'static BenchItem> {
    described(&verdict.text).or_else(|| canonical(family(run.family), &verdict.id))
}

/// The catalogue's word for a run's numbering.
const fn family(family: bench::Family) -> Family {
    match family {
        bench::Family::A => Family::A,
        bench::Family::B => Family::B,
        bench::Family::C => Family::C,
        bench::Family::D => Family::D,
        bench::Family::E => Family::E,
    }
}

fn is_called(control: &Control, item: &str) -> bool {
    control
        .aliases
        .iter()
        .any(|alias| alias.peer == "cis-docker" && alias.id == item)
}

/// What the names in a warning are names of; `None` where the control is not about those.
fn kind_of(control: &Control, item: &BenchItem) -> Option<SubjectKind> {
    let kind = match item.id.split('.').next() {
        Some("5") => SubjectKind::Container,
        // 4.1 looks at the users of running containers; the rest of section 4 at images.
        Some("4") if item.id == "4.1" => SubjectKind::Container,
        Some("4") => SubjectKind::Image,
        _ => return None,
    };
    control.subjects.contains(&kind).then_some(kind)
}

/// Puts imported verdicts beside our own, and tells where they differ.
pub(super) fn merge(
    imported: Vec<Imported>,
    subjects: &[Subject],
    places: &mut Places<'_>,
    findings: &mut Vec<Reported>,
) -> Disagreements {
    let mut disagreements = Disagreements::new();
    for import in imported {
        let is_same = |finding: &Reported| {
            finding.control.id == import.control.id && finding.subject == import.subject
        };
        let own = findings
            .iter()
            .filter(|finding| finding.tier == Tier::Own && is_same(finding))
            .map(|finding| finding.outcome)
            .min();
        match own {
            Some(Outcome::Fail | Outcome::Pass) => {
                if own != Some(import.outcome) {
                    let name = subjects
                        .iter()
                        .find(|subject| subject.id == import.subject)
                        .map_or(&*import.subject, |subject| &subject.name);
                    let sentence = format!(
                        "{} says {} for {name}; the artifacts here say otherwise, and they stand.",
                        import.tool,
                        import.outcome.word(),
                    );
                    disagreements
                        .entry(import.control.id)
                        .or_default()
                        .push(sentence);
                }
            }
            Some(Outcome::Unknown | Outcome::NotApplicable) => {
                findings.retain(|finding| finding.tier != Tier::Own || !is_same(finding));
                findings.push(resolve(import, places));
            }
            None => {
                if import.outcome == Outcome::Pass
                    && let Some(sentence) = contradicted(&import, findings)
                {
                    disagreements
                        .entry(import.control.id)
                        .or_default()
                        .push(sentence);
                }
                findings.push(resolve(import, places));
            }
        }
    }
    disagreements
}

/// A pass for a whole host beside a failure of our own on a container.
fn contradicted(import: &Imported, findings: &[Reported]) -> Option<String> {
    let failure = findings.iter().find(|finding| {
        finding.control.id == import.control.id
            && finding.tier == Tier::Own
            && finding.outcome == Outcome::Fail
            && finding.subject.starts_with("container:")
    })?;
    Some(format!(
        "{} passes its host, while {} fails by its inspect output.",
        import.tool, failure.subject
    ))
}

fn resolve(import: Imported, places: &mut Places<'_>) -> Reported {
    let said = Said {
        control: import.control,
        subject: &import.subject,
        outcome: import.outcome,
        message: import.message,
        evidence: Some(import.evidence),
        tier: Tier::Imported,
        tool: import.tool,
    };
    places.resolve(said, None)
}
