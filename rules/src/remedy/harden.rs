//! Hardening one subject: every remedy of its failures, composed into one change.
//!
//! A change that keeps what a working build and container do is always in it; one that asks is
//! in it where the reader confirmed its control.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::mend::{Mending, Why, mend};
use crate::artifact::Artifact;
use crate::catalogue::Control;
use crate::finding::Outcome;
use crate::policy::Policy;
use crate::report::{Report, Reported, Short};
use crate::sorted::{InOrder, Sorted};
use crate::span::Span;

/// What hardening one subject comes to.
#[derive(Clone, Debug)]
pub struct Hardening {
    /// The subject's id.
    pub subject: Arc<str>,
    /// The change, and the report on the artifacts as they are afterwards.
    pub mending: Mending,
    /// What fails of the subject, by control: security before quality, the most harmful first.
    pub causes: Vec<Cause>,
    /// What the reader is asked, in the order of the causes.
    pub caveats: Vec<Caveat>,
    /// Failures of other subjects that go with the change: what they share is changed for all.
    pub also_cleared: usize,
}

/// A control that the subject fails.
#[derive(Clone, Debug)]
pub struct Cause {
    /// The control.
    pub control: &'static Control,
    /// Its failures in the report's order, each with what becomes of it.
    pub failures: Vec<(Reported, Fate)>,
}

/// What becomes of a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fate {
    /// The change mends it, or it goes with what is mended.
    Mended,
    /// It is gone, and whether the control holds is not known any more: the change asks for
    /// something to be filled in.
    Open,
    /// It stays.
    Stays(Why),
}

/// Something the reader confirms or fills in before the change is made.
#[derive(Clone, Debug)]
pub struct Caveat {
    /// What is asked, as whole sentences, each with the control whose remedy asks it. Controls
    /// that one same edit is a part of the remedy of stand together; never empty.
    pub asked: Vec<(&'static Control, String)>,
    /// How many failures of the subject it is asked for.
    pub failures: usize,
    /// Whether all of it is confirmed, so that its changes are tried.
    pub is_confirmed: bool,
}

/// Composes the remedies of one subject; `None` where `report`, which is that on these
/// artifacts under this policy, has no subject of that id.
pub fn harden(
    artifacts: &[Artifact],
    policy: &Policy,
    report: &Report,
    subject: &str,
    is_confirmed: &dyn Fn(&Control) -> bool,
) -> Option<Hardening> {
    let judged = report.subject(subject)?;
    let is_own = |finding: &Reported| *finding.subject == *judged.id;
    let failures: Vec<&Reported> = report.findings.failures().filter(|it| is_own(it)).collect();
    let ties = Ties::new(&failures);
    let is_settled = |control: &Control| match ties.with(control.id) {
        Some(together) => together.values().all(|control| is_confirmed(control)),
        None => is_confirmed(control),
    };
    let is_wanted = |finding: &Reported| {
        let asks = finding.remedy().map(|remedy| remedy.asks.is_some());
        is_own(finding) && asks.is_some_and(|asks| !asks || is_settled(finding.control))
    };
    let mending = mend(artifacts, policy, &is_wanted);
    let causes = causes(report, &failures, &mending, &is_own);
    let cleared = mending.patches.iter().flat_map(|patch| &patch.cleared);
    let asking = failures.iter().copied().chain(cleared);
    let caveats = caveats(&causes, asking, &ties, &is_settled);
    let others = |report: &Report| report.findings.failures().filter(|it| !is_own(it)).count();
    Some(Hardening {
        subject: Arc::clone(&judged.id),
        also_cleared: others(report).saturating_sub(others(&mending.report)),
        causes,
        caveats,
        mending,
    })
}

impl Hardening {
    /// How many failures of the subject the change mends.
    pub fn mended(&self) -> usize {
        let fates = self.causes.iter().flat_map(|cause| &cause.failures);
        fates.filter(|(_, fate)| *fate == Fate::Mended).count()
    }
}

fn causes(
    report: &Report,
    failures: &[&Reported],
    mending: &Mending,
    is_own: &dyn Fn(&Reported) -> bool,
) -> Vec<Cause> {
    let mut stays = Stays::default();
    for left in mending.left.iter().filter(|left| is_own(&left.finding)) {
        stays.add(&left.finding, left.why);
    }
    let after = mending.report.findings.loud().iter();
    let open: BTreeSet<&str> = after
        .filter(|it| it.outcome == Outcome::Unknown && is_own(it))
        .map(|it| it.control.id)
        .into_set();
    let mut by_control: BTreeMap<&str, Vec<&Reported>> = BTreeMap::new();
    for finding in failures.iter().copied() {
        by_control
            .entry(finding.control.id)
            .or_default()
            .push(finding);
    }
    let mut causes: Vec<Cause> = by_control
        .into_values()
        .filter_map(|findings| {
            let control = findings.first()?.control;
            let mut fates = stays.fates(&findings);
            if open.contains(control.id) {
                let pairs = findings.iter().zip(&mut fates);
                for (_, fate) in pairs.filter(|(it, _)| it.remedy().is_none()) {
                    if *fate == Fate::Mended {
                        *fate = Fate::Open;
                    }
                }
            }
            let failures = findings.into_iter().cloned().zip(fates).collect();
            Some(Cause { control, failures })
        })
        .collect();
    causes.order_by_key(|cause| {
        let result = report.control(cause.control.id);
        let points = result.map(|result| result.points.0);
        (
            cause.control.category,
            Reverse(cause.control.severity),
            Reverse(points),
            cause.control.id,
        )
    });
    causes
}

/// What stays of the subject's failures, to be told of those there were.
#[derive(Default)]
struct Stays {
    alike: BTreeMap<Short, Vec<Why>>,
    of_control: BTreeMap<&'static str, usize>,
}

impl Stays {
    fn add(&mut self, finding: &Reported, why: Why) {
        self.alike.entry(finding.digest()).or_default().push(why);
        *self.of_control.entry(finding.control.id).or_default() += 1;
    }

    /// What becomes of each failure of one control. Lines move and findings alike change their
    /// turns, so those without a remedy are found again first; a failure that reads otherwise
    /// afterwards stands for one that was there.
    fn fates(&mut self, findings: &[&Reported]) -> Vec<Fate> {
        let mut fates = vec![Fate::Mended; findings.len()];
        let left = findings
            .first()
            .and_then(|it| self.of_control.get(it.control.id));
        let mut left = left.copied().unwrap_or_default();
        for has_remedy in [false, true] {
            let pairs = findings.iter().zip(&mut fates);
            for (finding, fate) in pairs.filter(|(it, _)| it.remedy().is_some() == has_remedy) {
                if let Some(why) = self.alike.get_mut(&finding.digest()).and_then(Vec::pop) {
                    *fate = Fate::Stays(why);
                    left = left.saturating_sub(1);
                }
            }
        }
        for fate in fates.iter_mut().rev().filter(|fate| **fate == Fate::Mended) {
            if left == 0 {
                break;
            }
            *fate = Fate::Stays(Why::Refused);
            left -= 1;
        }
        fates
    }
}

/// Controls by id.
type Controls = BTreeMap<&'static str, &'static Control>;

/// Which controls ask for one same edit, and so are confirmed together.
struct Ties {
    groups: Vec<Controls>,
}

impl Ties {
    fn new(failures: &[&Reported]) -> Self {
        let mut by_edit: BTreeMap<(&str, Span, &str), Controls> = BTreeMap::new();
        for finding in failures.iter().filter(|it| asks(it).is_some()) {
            let artifact = finding.artifact.as_deref().unwrap_or_default();
            let remedy = finding.remedy().into_iter();
            for edit in remedy.flat_map(|remedy| &remedy.edits) {
                let same = by_edit.entry((artifact, edit.span, &edit.text));
                same.or_default()
                    .insert(finding.control.id, finding.control);
            }
        }
        let mut groups: Vec<Controls> = Vec::new();
        for mut same in by_edit.into_values() {
            // There are no more groups than controls.
            let is_tied = |group: &mut Controls| group.keys().any(|id| same.contains_key(id));
            let tied: Vec<Controls> = groups.extract_if(.., is_tied).collect();
            same.extend(tied.into_iter().flatten());
            groups.push(same);
        }
        Self { groups }
    }

    /// The controls tied to that of this id, itself among them.
    fn with(&self, id: &str) -> Option<&Controls> {
        self.groups.iter().find(|group| group.contains_key(id))
    }
}

/// What the remedy of a failure asks; an accepted one is not changed.
fn asks(finding: &Reported) -> Option<&str> {
    let remedy = finding.remedy()?;
    let is_open = finding.accepted.is_none();
    remedy.asks.as_deref().filter(|_| is_open)
}

/// In the order of the causes. `asking` may tell of more than failed at first: a change may ask
/// what could only be told once others were made.
fn caveats<'a>(
    causes: &[Cause],
    asking: impl Iterator<Item = &'a Reported>,
    ties: &Ties,
    is_settled: &dyn Fn(&Control) -> bool,
) -> Vec<Caveat> {
    let mut asked: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for finding in asking {
        if let Some(asks) = asks(finding)
            && seen.insert(finding.fingerprint())
        {
            let sentences = asked.entry(finding.control.id).or_default();
            *sentences.entry(asks).or_default() += 1;
        }
    }
    let mut caveats = Vec::new();
    for cause in causes {
        let together = ties
            .with(cause.control.id)
            .into_iter()
            .flat_map(Controls::keys);
        let own = std::iter::once(&cause.control.id);
        // The first of those tied together takes the others along.
        let ids: BTreeSet<&str> = own.chain(together).copied().into_set();
        let order = causes.iter().filter(|it| ids.contains(it.control.id));
        let mut caveat = Caveat {
            asked: Vec::new(),
            failures: 0,
            is_confirmed: is_settled(cause.control),
        };
        for told in order {
            for (asks, failures) in asked.remove(told.control.id).unwrap_or_default() {
                caveat.asked.push((told.control, asks.to_owned()));
                caveat.failures += failures;
            }
        }
        if !caveat.asked.is_empty() {
            caveats.push(caveat);
        }
    }
    caveats
}

#[cfg(test)]
mod tests;
