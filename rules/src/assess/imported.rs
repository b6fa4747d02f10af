//! Another tool's verdicts: docker-bench-security's word on hosts, containers and images.
//!
//! They fill in what our own facts leave open. Where both speak of the same subject and
//! differ, our verdict stands, because its evidence is in the report, and the difference
//! is told.

mod machines;
mod names;
mod notes;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use machines::Machines;
use names::Names;

use super::Disagreements;
use super::resolve::Places;
use crate::artifact::{Artifact, Problem};
use crate::catalogue::{BenchItem, Control, SubjectKind};
use crate::facts::Subject;
use crate::finding::{Evidence, Outcome, Tier};
use crate::model::Model;
use crate::model::bench::{BenchVerdict, Fate, Level, Run};
use crate::report::{Findings, Reported, Said};
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
    /// Why the tool may err here, in whole sentences; empty where nothing is known.
    cause: Arc<str>,
}

impl Imported {
    /// The control it speaks of.
    pub(super) const fn control(&self) -> &'static Control {
        self.control
    }
}

/// Every verdict of every judged run, and by artifact what became of all verdicts; subjects that
/// only a run names are added.
pub(super) fn verdicts(
    artifacts: &[Artifact],
    subjects: &mut Vec<Subject<'_>>,
) -> (Vec<Imported>, Vec<(usize, Problem)>) {
    let (mut imported, mut notes) = (Vec::new(), Vec::new());
    let mut known = Names::new(subjects);
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
            host: host_of(known.subjects(), index),
            daemon: daemon_of(known.subjects(), index),
            tool: format!("docker-bench-security {version}").trim_end().into(),
        };
        notes.extend(notes::of(run).into_iter().map(|note| (index, note)));
        for verdict in &run.verdicts {
            source.import(run, verdict, &mut known, &mut imported);
        }
    }
    (imported, notes)
}

/// One run and where it comes from.
struct RunSource<'a> {
    artifact: usize,
    name: &'a str,
    host: Arc<str>,
    /// The daemon on that host, where anything else speaks of it.
    daemon: Option<Arc<str>>,
    tool: Arc<str>,
}

/// The machine that a run was made on.
fn host_of(subjects: &[Subject<'_>], artifact: usize) -> Arc<str> {
    let is_host =
        |it: &&Subject<'_>| it.kind == SubjectKind::Host && it.artifacts.contains(&artifact);
    let host = subjects.iter().find(is_host);
    host.map_or_else(|| "host".into(), |it| Arc::clone(&it.id))
}

/// The daemon of that machine.
fn daemon_of(subjects: &[Subject<'_>], artifact: usize) -> Option<Arc<str>> {
    let host = host_of(subjects, artifact);
    let runs_on = |it: &&Subject<'_>| {
        it.kind == SubjectKind::Daemon && it.relations.iter().any(|tie| tie.to == host)
    };
    subjects.iter().find(runs_on).map(|it| Arc::clone(&it.id))
}

impl RunSource<'_> {
    fn import(
        &self,
        run: &Run,
        verdict: &BenchVerdict,
        known: &mut Names<'_, '_>,
        imported: &mut Vec<Imported>,
    ) {
        let (control, item) = match run.fate(verdict) {
            Fate::Decides(control, item) => (control, item),
            Fate::Remark | Fate::Distrusted | Fate::OneSided | Fate::Unmapped | Fate::Unknown => {
                return;
            }
        };
        let outcome = match verdict.level {
            Level::Pass => Outcome::Pass,
            Level::Warn => Outcome::Fail,
            // A remark or a question for a person says nothing about whether it holds.
            Level::Info | Level::Note => return,
        };
        let cause: Arc<str> = cause(run, item).into();
        let mut add = |subject: Arc<str>, message: String, span| {
            imported.push(Imported {
                control,
                subject,
                outcome,
                message,
                evidence: Evidence::at(self.artifact, span),
                tool: Arc::clone(&self.tool),
                cause: Arc::clone(&cause),
            });
        };
        let kind = kind_of(control, item);
        if let Some(kind) = kind.filter(|_| outcome == Outcome::Fail && !verdict.items.is_empty()) {
            for named in &verdict.items {
                let subject = self.subject_called(kind, named, known);
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
            let is_of_daemon = control.subjects.contains(&SubjectKind::Daemon);
            let daemon = self.daemon.as_ref().filter(|_| is_of_daemon);
            add(
                Arc::clone(daemon.unwrap_or(&self.host)),
                message,
                verdict.span,
            );
        }
    }

    /// The subject of this name that other artifacts show, or one that only the run names.
    fn subject_called(
        &self,
        kind: SubjectKind,
        named: &Spanned<String>,
        known: &mut Names<'_, '_>,
    ) -> Arc<str> {
        if let Some(subject) = known.only(kind, &named.value) {
            if !subject.artifacts.contains(&self.artifact) {
                subject.artifacts.push(self.artifact);
                subject.ties.push(format!("{} names it.", self.name));
            }
            return Arc::clone(&subject.id);
        }
        let id: Arc<str> = format!("{}:{}#{}", kind.word(), self.name, named.value).into();
        known.add(&id, |id| {
            let evidence = Evidence::at(self.artifact, named.span);
            Subject::named_only(id, kind, named.value.clone(), evidence)
        });
        id
    }
}

/// Why a check may err: what is known of its script, and of this run.
fn cause(run: &Run, item: &BenchItem) -> String {
    let mut sentences: Vec<String> = item.fault.map(str::to_owned).into_iter().collect();
    let here = run.circumstances.iter().filter(|it| it.concerns(item));
    sentences.extend(here.map(|it| format!("In this run {}.", it.clause())));
    sentences.join(" ")
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
    let controls: BTreeSet<&str> = imported.iter().map(|it| it.control.id).into_set();
    let own = own_outcomes(&controls, findings);
    let machines = Machines::new(subjects);
    let failing = failing_containers(&controls, findings);
    let names: BTreeMap<&str, &str> = subjects
        .iter()
        .map(|subject| (&*subject.id, subject.name.as_str()))
        .into_map();
    let mut disagreements = Disagreements::new();
    let mut filled: BTreeSet<Matter> = BTreeSet::new();
    let mut added = Vec::new();
    for import in imported {
        let matter = (import.control.id, Arc::clone(&import.subject));
        let quiet = || findings.quiet_word(import.control.id, &import.subject);
        let own = own.get(&matter).copied().or_else(quiet);
        match own {
            Some(own @ (Outcome::Fail | Outcome::Pass | Outcome::NotApplicable)) => {
                // Nothing is at odds with what is exempt but a failure.
                let both = [own, import.outcome];
                if both.contains(&Outcome::Fail) && both != [Outcome::Fail; 2] {
                    let name = names.get(&*import.subject).copied();
                    let sentence = differs(&import, name.unwrap_or(&import.subject));
                    tell(&mut disagreements, import.control, sentence);
                }
                continue;
            }
            Some(Outcome::Unknown) => {
                filled.insert(matter);
            }
            None => {
                let mut failing = failing.get(import.control.id).into_iter().flatten();
                let is_there = |it: &&Arc<str>| machines.may_share(it, &import.subject);
                if import.outcome == Outcome::Pass
                    && let Some(container) = failing.find(is_there)
                {
                    let name = names.get(&**container).copied().unwrap_or(container);
                    let sentence = contradicted(&import, name);
                    tell(&mut disagreements, import.control, sentence);
                }
            }
        }
        added.push(resolve(import, places));
    }
    for (control, subject) in &filled {
        findings.forget_quiet(control, subject);
    }
    findings.retain_loud(|it| !filled.contains(&(it.control.id, Arc::clone(&it.subject))));
    findings.add(added);
    disagreements
}

/// Adds a sentence, once: one run may be given as text and as JSON.
fn tell(disagreements: &mut Disagreements, control: &'static Control, sentence: String) {
    let told = disagreements.entry(control.id).or_default();
    if !told.contains(&sentence) {
        told.push(sentence);
    }
}

/// Our own worst word on every matter that is not quiet.
fn own_outcomes(controls: &BTreeSet<&str>, findings: &Findings) -> BTreeMap<Matter, Outcome> {
    let mut own = BTreeMap::new();
    for finding in loud(controls, findings) {
        own.entry((finding.control.id, Arc::clone(&finding.subject)))
            .and_modify(|worst: &mut Outcome| *worst = finding.outcome.min(*worst))
            .or_insert(finding.outcome);
    }
    own
}

/// For each control the containers that fail by our own word.
fn failing_containers(
    controls: &BTreeSet<&str>,
    findings: &Findings,
) -> BTreeMap<&'static str, Vec<Arc<str>>> {
    let mut failing: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for finding in loud(controls, findings) {
        if finding.outcome == Outcome::Fail && finding.subject.starts_with("container:") {
            let of_control = failing.entry(finding.control.id).or_default();
            of_control.push(Arc::clone(&finding.subject));
        }
    }
    failing
}

fn loud<'f>(
    controls: &'f BTreeSet<&str>,
    findings: &'f Findings,
) -> impl Iterator<Item = &'f Reported> {
    controls
        .iter()
        .flat_map(|control| findings.loud_of(control))
}

fn differs(import: &Imported, name: &str) -> String {
    told(
        import,
        format!(
            "{} says {} for {name}; the artifacts here say otherwise, and they stand.",
            import.tool,
            import.outcome.word(),
        ),
    )
}

/// A pass for a whole host beside a failure of our own on a container.
fn contradicted(import: &Imported, container: &str) -> String {
    told(
        import,
        format!(
            "{} passes its host, while the container {container} fails by its inspect output.",
            import.tool,
        ),
    )
}

/// The sentence with what may be the cause.
fn told(import: &Imported, sentence: String) -> String {
    if import.cause.is_empty() {
        sentence
    } else {
        format!("{sentence} {}", import.cause)
    }
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
