//! Another tool's verdicts: docker-bench-security's word on hosts, containers and images.
//!
//! They fill in what our own facts leave open. Where both speak of the same subject and
//! differ, our verdict stands, because its evidence is in the report, and the difference
//! is told.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Disagreements;
use super::resolve::Places;
use crate::artifact::Artifact;
use crate::catalogue::bench::{canonical, described};
use crate::catalogue::{BenchItem, Control, SubjectKind};
use crate::facts::Subject;
use crate::finding::{Evidence, Outcome, Tier};
use crate::model::Model;
use crate::model::bench::{BenchVerdict, Level, Run};
use crate::report::{Findings, Quiet, Reported, Said};
use crate::sorted::Sorted;
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
pub(super) fn verdicts(artifacts: &[Artifact], subjects: &mut Vec<Subject<'_>>) -> Vec<Imported> {
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
    fn host_subject(&self, run: &Run) -> Subject<'static> {
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
        subjects: &mut Vec<Subject<'_>>,
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
        if item.fails_only && outcome == Outcome::Pass {
            return;
        }
        if let Some(control) = item.decides {
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
            if let Some(kind) =
                kind.filter(|_| outcome == Outcome::Fail && !verdict.items.is_empty())
            {
                for named in &verdict.items {
                    let subject = self.subject_called(kind, named, subjects);
                    let message = format!("Check {} warns about {}.", verdict.id, named.value);
                    add(subject, message, named.span);
                }
            } else {
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

    /// The subject of this name that other artifacts show, or one that only the run names.
    fn subject_called(
        &self,
        kind: SubjectKind,
        named: &Spanned<String>,
        subjects: &mut Vec<Subject<'_>>,
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
    described(&verdict.text).or_else(|| canonical(run.family, &verdict.id))
}

/// What the names in a warning are names of; `None` where the control is not about those.
fn kind_of(control: &Control, item: &BenchItem) -> Option<SubjectKind> {
    let kind = match item.id.split('.').next() {
        Some("5") => SubjectKind::Container,
        // 4.1 looks at the users of running containers; the rest of section 4 at images.
        Some("4") if item.id == "4.1" => SubjectKind::Container,
        Some("4") => SubjectKind::Image,
        Some("7") if item.id == "7.3" => SubjectKind::Network,
        _ => return None,
    };
    control.subjects.contains(&kind).then_some(kind)
}

/// A control and a subject: what one verdict is about.
type Matter = (&'static str, Arc<str>);

/// Puts imported verdicts beside our own, and tells where they differ.
pub(super) fn merge(
    imported: Vec<Imported>,
    subjects: &[Subject<'_>],
    places: &Places<'_>,
    findings: &mut Findings,
) -> Disagreements {
    if imported.is_empty() {
        return Disagreements::new();
    }
    let mut all = findings.all().to_vec();
    let own = own_outcomes(&all);
    let failing = failing_containers(&all);
    let names: BTreeMap<&str, &str> = subjects
        .iter()
        .map(|subject| (&*subject.id, subject.name.as_str()))
        .into_map();
    let mut disagreements = Disagreements::new();
    let mut filled: BTreeSet<Matter> = BTreeSet::new();
    let mut added = Vec::new();
    for import in imported {
        let matter = (import.control.id, Arc::clone(&import.subject));
        match own.get(&matter) {
            Some(Outcome::Fail | Outcome::Pass) => {
                if own.get(&matter) != Some(&import.outcome) {
                    let name = names.get(&*import.subject).copied();
                    let sentence = differs(&import, name.unwrap_or(&import.subject));
                    disagreements
                        .entry(import.control.id)
                        .or_default()
                        .push(sentence);
                }
                continue;
            }
            Some(Outcome::Unknown | Outcome::NotApplicable) => {
                filled.insert(matter);
            }
            None => {
                if let (Outcome::Pass, Some(container)) =
                    (import.outcome, failing.get(import.control.id))
                {
                    let name = names.get(&**container).copied().unwrap_or(container);
                    let sentence = contradicted(&import, name);
                    disagreements
                        .entry(import.control.id)
                        .or_default()
                        .push(sentence);
                }
            }
        }
        added.push(resolve(import, places));
    }
    all.retain(|finding| !filled.contains(&(finding.control.id, Arc::clone(&finding.subject))));
    all.append(&mut added);
    *findings = Findings::new(all, Quiet::default());
    disagreements
}

/// Our own worst word on every matter.
fn own_outcomes(findings: &[Reported]) -> BTreeMap<Matter, Outcome> {
    let mut own = BTreeMap::new();
    for finding in findings {
        own.entry((finding.control.id, Arc::clone(&finding.subject)))
            .and_modify(|worst: &mut Outcome| *worst = finding.outcome.min(*worst))
            .or_insert(finding.outcome);
    }
    own
}

/// For each control a container that fails by our own word.
fn failing_containers(findings: &[Reported]) -> BTreeMap<&'static str, Arc<str>> {
    findings
        .iter()
        .filter(|finding| {
            finding.outcome == Outcome::Fail && finding.subject.starts_with("container:")
        })
        .map(|finding| (finding.control.id, Arc::clone(&finding.subject)))
        .into_map()
}

fn differs(import: &Imported, name: &str) -> String {
    format!(
        "{} says {} for {name}; the artifacts here say otherwise, and they stand.",
        import.tool,
        import.outcome.word(),
    )
}

/// A pass for a whole host beside a failure of our own on a container.
fn contradicted(import: &Imported, container: &str) -> String {
    format!(
        "{} passes its host, while the container {container} fails by its inspect output.",
        import.tool,
    )
}

fn resolve(import: Imported, places: &Places<'_>) -> Reported {
    let place = places.place(import.evidence);
    let said = Said {
        control: import.control,
        subject: &import.subject,
        outcome: import.outcome,
        message: import.message.into(),
        tier: Tier::Imported,
        tool: import.tool,
    };
    Reported::new(said, place)
}
