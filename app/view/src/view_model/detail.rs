//! One control, open: its findings with their excerpts, and what to do.

use std::ops::Range;

use plimsoll_rules::catalogue::{Citation, Control, citing};
use plimsoll_rules::finding::{Outcome, Tier};
use plimsoll_rules::policy::Settings;
use plimsoll_rules::remedy;
use plimsoll_rules::report::{Acceptance, Judged, Report, Reported};
use plimsoll_rules::sorted::InOrder;
use plimsoll_rules::status;
use serde::{Deserialize, Serialize};

use super::Texts;
use super::changes::ChangeView;
use super::decisions::{self, Decision};
use super::excerpt::{self, ExcerptLine};
use super::places;
use crate::prose;
use crate::words::{self, Severity, Status};

/// One control, open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ControlDetail {
    /// The control's id.
    pub id: String,
    /// A sentence that is true once it passes.
    pub title: String,
    /// The harm if it fails.
    pub severity: Severity,
    /// Accepted risks counted as failures.
    pub status: Status,
    /// `Security · Container runtime`.
    pub place: String,
    /// Why it is not judged; `None` where it is.
    pub off: Option<String>,
    /// Those asked for: failures first, then what is unknown, then passes; within each, by file and
    /// place.
    pub findings: Vec<FindingView>,
    /// How many come before these.
    pub from: usize,
    /// How many there are.
    pub total: usize,
    /// Subjects by verdict, as `3 fail, 1 unknown, 5 pass`.
    pub tally: String,
    /// Why it matters.
    pub rationale: String,
    /// What to change.
    pub remediation: String,
    /// The smallest example of the change.
    pub example: Option<String>,
    /// Pages that say more.
    pub references: Vec<Reference>,
    /// Other tools' names for it.
    pub aliases: Vec<Peer>,
    /// Where sources say different things.
    pub disagreements: Vec<String>,
    /// The framework items it decides.
    pub items: Vec<ItemReference>,
    /// The accepted risks and answers that name it.
    pub decisions: Vec<Decision>,
    /// The first subjects that fail, for a waiver to name: id and name.
    pub failing_subjects: Vec<(String, String)>,
    /// The first files it fails in, likewise.
    pub failing_files: Vec<String>,
    /// Whether a person's answer would settle something.
    pub is_open: bool,
    /// The first subjects it is open on, for an answer to name: id and name.
    pub open_subjects: Vec<(String, String)>,
}

/// A verdict with its excerpt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingView {
    /// `fail`, `unknown`, `pass` or `not-applicable`.
    pub outcome: String,
    /// What people call its subject.
    pub subject: String,
    /// What the subject is, e.g. `service` or `service of compose.yaml + prod.yml`.
    pub subject_kind: String,
    /// The reason as a sentence.
    pub message: String,
    /// The file it stands in.
    pub file: Option<String>,
    /// Its line there, from 1.
    pub line: Option<usize>,
    /// `compose.yaml:41`.
    pub location: Option<String>,
    /// `[0].HostConfig.Privileged`, in JSON.
    pub path: Option<String>,
    /// Who says it.
    pub tool: String,
    /// Whether that is a person.
    pub is_answer: bool,
    /// Equal for the same finding in another run.
    pub fingerprint: String,
    /// Who accepted it and until when, as a sentence.
    pub accepted: Option<String>,
    /// The lines round it.
    pub excerpt: Vec<ExcerptLine>,
    /// The change that would mend it.
    pub change: Option<ChangeView>,
    /// Why there is none, as a whole sentence, where somebody could expect one.
    pub refused: Option<String>,
}

/// A page that says more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// What it is called.
    pub title: String,
    /// Where it is.
    pub url: String,
}

/// Another tool's name for a control.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Peer {
    /// The tool.
    pub tool: String,
    /// Its id there.
    pub id: String,
}

/// A framework's item that a control decides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemReference {
    /// The framework's name and edition.
    pub framework: String,
    /// The item's number.
    pub id: String,
    /// What it asks.
    pub title: String,
    /// Its numbers in other editions, as `5.4 in 1.4.0, 1.5.0`; empty where they are the same.
    pub elsewhere: String,
}

/// Subjects, and files, offered to choose one from.
const SCOPES: usize = 500;

/// Opens a control with some of its findings; `None` for an id that no control has.
pub fn detail(
    report: &Report,
    texts: &Texts,
    id: &str,
    wanted: Range<usize>,
) -> Option<ControlDetail> {
    let result = report.control(id)?;
    let control = result.control;
    let mut findings: Vec<&Reported> = report.findings_of(control.id).collect();
    // What stands in one file stays together.
    findings.order_by_key(|it| {
        (
            it.outcome,
            it.accepted.is_some(),
            it.artifact.clone(),
            it.span,
        )
    });
    let failing = || {
        findings
            .iter()
            .filter(|finding| finding.outcome == Outcome::Fail)
    };

    let failing_subjects = subjects(report, &findings, |it| it.outcome == Outcome::Fail);
    let open_subjects = subjects(report, &findings, Reported::is_open_to_answers);
    let off = off(report, control);
    let is_silent = findings.is_empty() && result.status == status::Status::NotReviewed;
    let mut failing_files: Vec<String> = failing()
        .filter_map(|finding| finding.artifact.as_deref())
        .map(str::to_owned)
        .collect();
    failing_files.order_by(Ord::cmp);
    failing_files.dedup();
    failing_files.truncate(SCOPES);
    let last = findings.len();
    let (from, to) = (wanted.start.min(last), wanted.end.min(last));
    let wanted = findings.get(from..to).unwrap_or_default();

    Some(ControlDetail {
        id: control.id.to_owned(),
        title: control.title.to_owned(),
        severity: control.severity.into(),
        status: result.status.into(),
        place: format!(
            "{} · {}",
            words::category(control.category),
            words::section(control.section)
        ),
        is_open: !open_subjects.is_empty() || (is_silent && off.is_none()),
        open_subjects,
        off,
        from,
        total: findings.len(),
        tally: tally(result.tally),
        rationale: prose::marked(control.rationale),
        remediation: prose::marked(control.remediation),
        example: control
            .example
            .as_ref()
            .map(|example| example.text.trim_end().to_owned()),
        references: control
            .references
            .iter()
            .map(|it| Reference {
                title: it.title.to_owned(),
                url: it.url.to_owned(),
            })
            .collect(),
        aliases: control
            .aliases
            .iter()
            .map(|alias| Peer {
                tool: alias.peer.to_owned(),
                id: alias.id.to_owned(),
            })
            .collect(),
        disagreements: result.disagreements.clone(),
        items: items(control),
        decisions: decisions::decisions(report)
            .into_iter()
            .filter(|decision| decision.control_id.as_deref() == Some(control.id))
            .collect(),
        failing_subjects,
        failing_files,
        findings: views(report, texts, wanted),
    })
}

/// The subjects of those findings that are wanted, each once: id and name.
fn subjects(
    report: &Report,
    findings: &[&Reported],
    is_wanted: fn(&Reported) -> bool,
) -> Vec<(String, String)> {
    let wanted = findings.iter().filter(|it| is_wanted(it));
    let named = wanted.filter_map(|it| report.subject(&it.subject));
    let mut subjects: Vec<(String, String)> = named
        .map(|subject| (subject.id.to_string(), words::visible(&subject.name)))
        .collect();
    subjects.order_by(Ord::cmp);
    subjects.dedup();
    subjects.truncate(SCOPES);
    subjects
}

/// Why a control is not judged.
fn off(report: &Report, control: &Control) -> Option<String> {
    let id = control.id;
    if report.settings.is_on(control) {
        None
    } else if !report.settings.concerns(control) {
        let kinds = control
            .subjects
            .iter()
            .map(|kind| words::subject_kind(*kind).1);
        let kinds: Vec<&str> = kinds.collect();
        Some(format!(
            "It is about {}, and the scope of this report leaves those out.",
            words::listed(&kinds)
        ))
    } else if Settings::default().is_on(control) {
        Some("A policy file switches it off.".to_owned())
    } else {
        Some(prose::marked(&format!(
            "It is off until a policy asks for it. Write `controls: {{on: [{id}]}}` into \
             `plimsoll.yaml` and give that file with the others."
        )))
    }
}

fn views(report: &Report, texts: &Texts, findings: &[&Reported]) -> Vec<FindingView> {
    texts.conceal(report, findings);
    let view = |finding: &Reported| {
        let file = finding.artifact.as_deref();
        let concealed = file.and_then(|file| texts.concealed(file));
        let lines = file.zip(finding.span).and_then(|(file, span)| {
            let (kind, text) = texts.get(file)?;
            let lines = texts.lines(file)?;
            Some(excerpt::excerpt(kind, text, lines, span, concealed))
        });
        let text = file.and_then(|file| texts.get(file));
        let change = text.and_then(|(_, text)| remedy::preview(finding, text, concealed?));
        let subject = report.subject(&finding.subject);
        FindingView {
            outcome: finding.outcome.word().replace('_', "-"),
            subject: subject.map_or_else(
                || words::visible(&finding.subject),
                |it| words::visible(&it.label()),
            ),
            subject_kind: subject.map_or_else(String::new, |it| kind(report, it)),
            message: prose::reason(finding),
            file: finding.artifact.as_deref().map(str::to_owned),
            line: finding.region.map(|region| *region.lines().start()),
            location: places::location(finding),
            path: finding.path.as_deref().map(str::to_owned),
            tool: finding.source_tool.to_string(),
            is_answer: finding.tier == Tier::Attested,
            fingerprint: finding.fingerprint(),
            accepted: accepted(report, finding),
            excerpt: lines.unwrap_or_default(),
            refused: refused(finding),
            change: change.map(ChangeView::from),
        }
    };
    findings.iter().copied().map(view).collect()
}

/// What a subject is, and of which project where that is put together from several files: the
/// same service stands in its first file alone too.
fn kind(report: &Report, subject: &Judged) -> String {
    let kind = words::subject_kind(subject.kind).0;
    let (_, place) = subject.id.split_once(':').unwrap_or_default();
    let mut projects = report.projects.iter().filter(|it| it.files.len() > 1);
    let project = projects.find(|it| {
        let rest = place.strip_prefix(&*it.name);
        rest.is_some_and(|rest| rest.starts_with('#'))
    });
    match project {
        Some(project) => format!("{kind} of {}", project.name),
        None => kind.to_owned(),
    }
}

/// Why no change is offered, where one could be expected and nobody accepted the failure.
pub(super) fn refused(finding: &Reported) -> Option<String> {
    let is_open = finding.remedy().is_none() && finding.accepted.is_none();
    finding.refused().filter(|_| is_open).map(prose::marked)
}

fn accepted(report: &Report, finding: &Reported) -> Option<String> {
    match finding.accepted.as_ref()? {
        Acceptance::Waiver(at) => {
            let waived = report.waivers.get(*at)?;
            let until = waived.waiver.expires.map(super::date).unwrap_or_default();
            Some(format!(
                "Accepted by {} until {until}: {}",
                waived.waiver.owner, waived.waiver.reason
            ))
        }
        Acceptance::Comment(at) => {
            let told = report.suppressions.get(*at)?;
            let reason = told.suppression.reason.as_ref();
            Some(format!(
                "Accepted by what {}:{} tells {}{}",
                told.artifact,
                told.region.start.line,
                told.suppression.tool.title(),
                reason.map_or_else(|| ", without a reason.".to_owned(), |it| format!(": {it}")),
            ))
        }
    }
}

/// Each item once, by its number in the newest edition that has it.
fn items(control: &'static Control) -> Vec<ItemReference> {
    let reference = |cited: Citation| ItemReference {
        framework: cited.framework.edition.map_or_else(
            || cited.framework.title.to_owned(),
            |edition| format!("{} {edition}", cited.framework.title),
        ),
        id: cited.item.id.to_owned(),
        title: cited.item.requirement.title.to_owned(),
        elsewhere: cited
            .elsewhere
            .into_iter()
            .map(|(number, editions)| format!("{number} in {}", editions.join(", ")))
            .collect::<Vec<_>>()
            .join("; "),
    };
    citing(control).into_iter().map(reference).collect()
}

fn tally(tally: plimsoll_rules::report::Tally) -> String {
    let parts = [
        (tally.fail, "fail"),
        (tally.unknown, "unknown"),
        (tally.pass, "pass"),
        (tally.not_applicable, "exempt"),
    ];
    let told: Vec<String> = parts
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, word)| format!("{} {word}", words::grouped(number)))
        .collect();
    if told.is_empty() {
        "no subject judged".to_owned()
    } else {
        told.join(", ")
    }
}
