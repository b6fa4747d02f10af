//! One round of mending: what is offered, what is tried, and whether it is kept.

mod compatible;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::revision::{MARK, Revision};
use crate::artifact::{Artifact, read_as};
use crate::catalogue::run_steps_joined;
use crate::digest::sha256;
use crate::finding::Edit;
use crate::report::{Report, Reported};
use crate::sorted::Sorted;
use crate::span::Span;
use compatible::compatible;

/// One change and the findings it mends: several subjects may be built from one file.
#[derive(Clone, Debug)]
pub(super) struct Offer {
    pub(super) edits: Vec<Edit>,
    findings: Vec<Reported>,
}

/// The findings that the same edits mend, in the order of the edits' places.
type ByEdits = BTreeMap<Vec<(Span, String)>, Vec<Reported>>;

/// Where a control fails: the subject, and the first byte that shows it.
type Failure = (Arc<str>, Option<usize>);

/// The changes on offer for each artifact, in the order of their places.
#[derive(Debug, Default)]
pub(super) struct Offers {
    by_artifact: BTreeMap<Arc<str>, ByEdits>,
}

/// Where each control fails in each artifact: the subjects and the places.
#[derive(Debug)]
pub(super) struct Standing {
    failures: BTreeMap<(Arc<str>, &'static str), Vec<Failure>>,
    /// What would fail, too, and is not told while a graver control fails.
    covered: BTreeSet<(&'static str, Arc<str>)>,
}

/// An artifact on its way.
#[derive(Debug)]
pub(super) struct Draft {
    /// The artifact as it is now.
    pub(super) artifact: Artifact,
    /// The hash it was given with.
    pub(super) sha256: Arc<str>,
    /// The file's bytes under revision; `None` where they are not the text, apart from a mark.
    revision: Option<Revision>,
    cleared: Vec<Reported>,
    /// Fingerprints of the findings whose remedies were tried in vain.
    refused: Vec<String>,
    /// How many changes are tried at once: fewer after some of them together did harm, and
    /// more again while none does.
    most: usize,
    trial: Option<Trial>,
}

/// What was tried in this round, and the way back.
#[derive(Debug)]
struct Trial {
    offers: Vec<Offer>,
    artifact: Artifact,
    revision: Revision,
    /// The step from the text before to the text now.
    step: Revision,
}

impl Offers {
    pub(super) fn new(report: &Report, is_wanted: &dyn Fn(&Reported) -> bool) -> Self {
        let mut offers = Self::default();
        for finding in report.findings.failures() {
            let is_open = finding.accepted.is_none();
            let (Some(artifact), Some(remedy)) = (&finding.artifact, finding.remedy()) else {
                continue;
            };
            if !is_open || remedy.edits.is_empty() || !is_wanted(finding) {
                continue;
            }
            let edits = remedy.edits.iter();
            let key = edits.map(|edit| (edit.span, edit.text.clone())).collect();
            let of_artifact = offers.by_artifact.entry(Arc::clone(artifact)).or_default();
            of_artifact.entry(key).or_default().push(finding.clone());
        }
        offers
    }

    pub(super) fn take(&mut self, artifact: &str) -> Vec<Offer> {
        let offers = self.by_artifact.remove(artifact).unwrap_or_default();
        offers
            .into_iter()
            .map(|(edits, findings)| Offer {
                edits: edits
                    .into_iter()
                    .map(|(span, text)| Edit { span, text })
                    .collect(),
                findings,
            })
            .collect()
    }
}

impl Standing {
    pub(super) fn new(report: &Report) -> Self {
        let mut failures: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for finding in report.findings.failures() {
            if let Some(artifact) = &finding.artifact {
                let key = (Arc::clone(artifact), finding.control.id);
                let place = finding.span.map(|span| span.start);
                let place = (Arc::clone(&finding.subject), place);
                failures.entry(key).or_default().push(place);
            }
        }
        let covered = report.findings.covered();
        let covered = covered.map(|(control, subject)| (control.id, Arc::clone(subject)));
        Self {
            failures,
            covered: covered.into_set(),
        }
    }

    /// Whether a control fails more often than before in an artifact nobody changed.
    pub(super) fn is_worse_outside(&self, before: &Self, tried: &[&str]) -> bool {
        self.failures.iter().any(|((artifact, control), now)| {
            !tried.contains(&&**artifact)
                && !is_about_neighbours(control)
                && before.uncovered(control, now) > before.of(artifact, control).len()
        })
    }

    /// How many of later failures do not come to light because what covered them is mended.
    fn uncovered(&self, control: &'static str, now: &[Failure]) -> usize {
        let is_covered =
            |(subject, _): &&Failure| self.covered.contains(&(control, Arc::clone(subject)));
        now.iter().filter(|failure| !is_covered(failure)).count()
    }

    fn is_worse_in(&self, before: &Self, artifact: &Arc<str>) -> bool {
        // Ids of controls are never empty, so this is where the artifact's begin.
        let own = self.failures.range((Arc::clone(artifact), "")..);
        own.take_while(|((name, _), _)| name == artifact)
            .filter(|((_, control), _)| !is_about_neighbours(control))
            .any(|((_, control), now)| {
                before.uncovered(control, now) > before.of(artifact, control).len()
            })
    }

    fn of(&self, artifact: &Arc<str>, control: &'static str) -> &[Failure] {
        let failures = self.failures.get(&(Arc::clone(artifact), control));
        failures.map_or(&[], Vec::as_slice)
    }
}

/// Whether a control is about which steps stand side by side: taking one out between them then
/// shows what could have been said of the others before, and does no harm.
fn is_about_neighbours(control: &str) -> bool {
    control == run_steps_joined::CONTROL.id
}

impl Draft {
    pub(super) fn new(artifact: Artifact) -> Self {
        Self {
            sha256: Arc::clone(&artifact.sha256),
            revision: None,
            artifact,
            cleared: Vec::new(),
            refused: Vec::new(),
            most: usize::MAX,
            trial: None,
        }
    }

    /// Applies what fits together; says whether anything did.
    pub(super) fn attempt(&mut self, mut offers: Vec<Offer>) -> bool {
        offers.retain(|offer| {
            !offer
                .findings
                .iter()
                .any(|finding| self.has_refused(finding))
        });
        if offers.is_empty() {
            return false;
        }
        let Some(revision) = self.revision.take().or_else(|| verbatim(&self.artifact)) else {
            return false;
        };
        let offers = compatible(offers, self.most);
        let edits: Vec<Edit> = offers.iter().flat_map(|it| it.edits.clone()).collect();
        let mut step = Revision::new(&self.artifact.text);
        step.edit(&edits);
        let mark = revision.text().len() - self.artifact.text.len();
        let shifted: Vec<Edit> = edits
            .into_iter()
            .map(|edit| Edit::replace(edit.span.shifted(mark), edit.text))
            .collect();
        let mut revised = revision.clone();
        revised.edit(&shifted);
        let next = revised_artifact(&self.artifact, step.text());
        self.trial = Some(Trial {
            offers,
            artifact: std::mem::replace(&mut self.artifact, next),
            revision,
            step,
        });
        self.revision = Some(revised);
        true
    }

    pub(super) const fn is_tried(&self) -> bool {
        self.trial.is_some()
    }

    /// Keeps what was tried or takes it back; says whether the artifact stays as it is.
    pub(super) fn settle(
        &mut self,
        before: &Standing,
        after: &Standing,
        harms_others: bool,
    ) -> bool {
        let Some(trial) = self.trial.take() else {
            return true;
        };
        let name = &self.artifact.name;
        let is_read = self.artifact.text.as_ref() == trial.step.text()
            && self.artifact.problems.len() <= trial.artifact.problems.len();
        let is_kept = is_read
            && !harms_others
            && !after.is_worse_in(before, name)
            && is_all_gone(&trial, before, after);
        if is_kept {
            let mended = trial.offers.into_iter().flat_map(|offer| offer.findings);
            self.cleared.extend(mended);
            self.most = self.most.saturating_mul(2);
            return true;
        }
        if let [only] = trial.offers.as_slice() {
            let prints = only.findings.iter().map(Reported::fingerprint);
            self.refused.extend(prints);
        }
        self.most = (trial.offers.len() / 2).max(1);
        self.artifact = trial.artifact;
        self.revision = Some(trial.revision);
        false
    }

    pub(super) fn has_refused(&self, finding: &Reported) -> bool {
        !self.refused.is_empty() && self.refused.contains(&finding.fingerprint())
    }

    pub(super) fn is_plain_text(&self) -> bool {
        self.revision.is_some() || verbatim(&self.artifact).is_some()
    }

    pub(super) const fn revision(&self) -> Option<&Revision> {
        self.revision.as_ref()
    }

    /// The revision and the findings it cleared.
    pub(super) fn into_outcome(self) -> Option<(Revision, Vec<Reported>)> {
        Some((self.revision?, self.cleared))
    }
}

/// Whether each finding whose remedy was applied is gone: nothing of its control is left at
/// its place, or there are as many failures less.
fn is_all_gone(trial: &Trial, before: &Standing, after: &Standing) -> bool {
    let name = &trial.artifact.name;
    let mut mended: BTreeMap<&'static str, Vec<&Reported>> = BTreeMap::new();
    for finding in trial.offers.iter().flat_map(|offer| &offer.findings) {
        mended.entry(finding.control.id).or_default().push(finding);
    }
    mended.into_iter().all(|(control, findings)| {
        let (was, now) = (before.of(name, control), after.of(name, control));
        let is_left = |finding: &&Reported| {
            let place = finding.span.map(|span| trial.step.now_at(span.start));
            now.iter()
                .any(|(subject, at)| *subject == finding.subject && *at == place)
        };
        now.len() + findings.len() <= was.len() || !findings.iter().any(is_left)
    })
}

/// The file's bytes as a text, where the artifact's text is exactly that, apart from a mark.
fn verbatim(artifact: &Artifact) -> Option<Revision> {
    let text = &*artifact.text;
    if sha256(text.as_bytes()) == *artifact.sha256 {
        return Some(Revision::new(text));
    }
    let marked = format!("{MARK}{text}");
    (sha256(marked.as_bytes()) == *artifact.sha256).then(|| Revision::new(&marked))
}

/// The artifact with another text, taken for what it was taken for.
fn revised_artifact(artifact: &Artifact, text: &str) -> Artifact {
    let mut revised = read_as(&artifact.name, text.as_bytes(), artifact.kind);
    revised.reason.clone_from(&artifact.reason);
    revised
}
