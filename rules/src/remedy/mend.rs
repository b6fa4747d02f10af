//! Mending whole artifacts: every remedy that is wanted and holds what it promises.
//!
//! A remedy is tried, and kept only where the text that comes of it reads without a new
//! problem, its own finding is gone and no control fails more often than before. So a patch
//! never makes a report worse, whatever a single remedy does.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::preview::{Preview, composed};
use super::revision::Revision;
use super::round::{Draft, Offers, Standing};
use super::unified::unified;
use crate::artifact::Artifact;
use crate::conceal::Concealed;
use crate::policy::Policy;
use crate::report::{Report, Reported};
use crate::sorted::Sorted;
use crate::{assess, assess::distinct};

/// How often remedies are gathered, applied and judged again. One round is the rule; more are
/// needed where remedies overlap, or where one fails and the others are tried singly.
const ROUNDS: usize = 32;

/// What came of mending.
#[derive(Clone, Debug)]
pub struct Mending {
    /// The artifacts that change, by name.
    pub patches: Vec<Patch>,
    /// The failures that stay, each with its place in the text as it is afterwards.
    pub left: Vec<Left>,
    /// The report on the artifacts as they are afterwards.
    pub report: Report,
}

/// One artifact's change.
#[derive(Clone, Debug)]
pub struct Patch {
    /// The artifact's name in the report.
    pub artifact: Arc<str>,
    /// The SHA-256 of the bytes it is a change of, in lower-case hex.
    pub sha256: Arc<str>,
    /// The file as it was, with its byte order mark and its line breaks.
    pub before: String,
    /// The file as it should be.
    pub after: String,
    /// Both as a unified diff, for `patch -p1` and `git apply`. It shows the file's own text,
    /// secrets included.
    pub diff: String,
    /// The findings that are gone.
    pub cleared: Vec<Reported>,
    /// The same change, without the mark in front.
    revision: Revision,
}

/// A failure that stays.
#[derive(Clone, Debug)]
pub struct Left {
    /// The finding.
    pub finding: Reported,
    /// Why it stays.
    pub why: Why,
}

/// Why a failure stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// Its remedy asks for a choice that was not made.
    Asks,
    /// Its remedy was not wanted.
    NotChosen,
    /// The risk is accepted.
    Accepted,
    /// No change of the text is known that would mend it.
    ByHand,
    /// The file is not plain UTF-8, so that its text is not what stands on the disk.
    NotPlainText,
    /// Its remedy was tried, and the file would not have been better for it.
    Refused,
    /// Too many remedies stand in each other's way; mending once more goes on.
    Unfinished,
}

impl Patch {
    /// The lines that change with those round them, without what is `concealed` of the
    /// artifact's text.
    pub fn preview(&self, concealed: &Concealed) -> Preview {
        composed(&self.revision, concealed)
    }
}

/// Whether a finding's remedy keeps what a working build and container do.
pub fn is_safe(finding: &Reported) -> bool {
    let remedy = finding.remedy();
    remedy.is_some_and(|remedy| remedy.asks.is_none())
}

/// Applies every remedy of a failure that nobody accepted and that `is_wanted`, as far as it
/// holds what it promises.
pub fn mend(
    artifacts: &[Artifact],
    policy: &Policy,
    is_wanted: &dyn Fn(&Reported) -> bool,
) -> Mending {
    // A part of a bundle is no file of its own that could be changed.
    let files = distinct(artifacts).into_iter();
    let files = files.filter(|artifact| artifact.part_of.is_none());
    let mut drafts: Vec<Draft> = files.map(Draft::new).collect();
    let judged = |drafts: &[Draft]| {
        let artifacts: Vec<Artifact> = drafts.iter().map(|it| it.artifact.clone()).collect();
        assess(&artifacts, policy)
    };
    let mut report = judged(&drafts);
    for _ in 0..ROUNDS {
        let before = Standing::new(&report);
        let mut offers = Offers::new(&report, is_wanted);
        let mut is_tried = false;
        for draft in &mut drafts {
            is_tried |= draft.attempt(offers.take(&draft.artifact.name));
        }
        if !is_tried {
            break;
        }
        let next = judged(&drafts);
        let after = Standing::new(&next);
        let tried: Vec<&str> = drafts
            .iter()
            .filter(|draft| draft.is_tried())
            .map(|draft| &*draft.artifact.name)
            .collect();
        let harms_others = after.is_worse_outside(&before, &tried);
        let mut is_kept = true;
        for draft in &mut drafts {
            is_kept &= draft.settle(&before, &after, harms_others);
        }
        report = if is_kept { next } else { judged(&drafts) };
    }
    let left = left(&report, &drafts, is_wanted);
    Mending {
        patches: drafts.into_iter().filter_map(patch).collect(),
        left,
        report,
    }
}

fn patch(draft: Draft) -> Option<Patch> {
    let diff = unified(&draft.artifact.name, draft.revision()?);
    let (artifact, sha256) = (Arc::clone(&draft.artifact.name), Arc::clone(&draft.sha256));
    let (revision, cleared) = draft.into_outcome()?;
    (!diff.is_empty()).then(|| Patch {
        artifact,
        sha256,
        before: revision.before().to_owned(),
        after: revision.text().to_owned(),
        diff,
        cleared,
        revision: revision.without_mark(),
    })
}

fn left(report: &Report, drafts: &[Draft], is_wanted: &dyn Fn(&Reported) -> bool) -> Vec<Left> {
    let failures = report.findings.failures();
    let by_name: BTreeMap<&str, &Draft> = drafts
        .iter()
        .map(|draft| (&*draft.artifact.name, draft))
        .into_map();
    let draft_of = |finding: &Reported| by_name.get(finding.artifact.as_deref()?).copied();
    let why = |finding: &Reported| {
        let (Some(remedy), Some(draft)) = (finding.remedy(), draft_of(finding)) else {
            return Why::ByHand;
        };
        if finding.accepted.is_some() {
            Why::Accepted
        } else if draft.has_refused(finding) {
            Why::Refused
        } else if is_wanted(finding) && draft.is_plain_text() {
            Why::Unfinished
        } else if is_wanted(finding) {
            Why::NotPlainText
        } else if remedy.asks.is_some() {
            Why::Asks
        } else {
            Why::NotChosen
        }
    };
    failures
        .map(|finding| Left {
            finding: finding.clone(),
            why: why(finding),
        })
        .collect()
}

#[cfg(test)]
mod tests;
