//! Accepted risks: which failures each waiver covers, and why another covers none.

use jiff::civil::Date;

use crate::catalogue;
use crate::facts::Subject;
use crate::finding::Outcome;
use crate::policy::Waiver;
use crate::report::{Acceptance, Reported, Waived, WaiverEffect};

/// Marks the failures each waiver accepts. A failure is accepted by the first that covers it.
pub(super) fn apply(
    waivers: Vec<Waiver>,
    today: Option<Date>,
    subjects: &[Subject<'_>],
    findings: &mut [Reported],
) -> Vec<Waived> {
    let apply_one = |(index, waiver): (usize, Waiver)| {
        let effect = effect(index, &waiver, today, subjects, findings);
        Waived { waiver, effect }
    };
    waivers.into_iter().enumerate().map(apply_one).collect()
}

fn effect(
    index: usize,
    waiver: &Waiver,
    today: Option<Date>,
    subjects: &[Subject<'_>],
    findings: &mut [Reported],
) -> WaiverEffect {
    let controls = catalogue::find(&waiver.control);
    if controls.is_empty() {
        return WaiverEffect::UnknownControl;
    }
    let is_named = |finding: &Reported| controls.iter().any(|it| it.id == finding.control.id);
    let missing = waiver.missing();
    let Some(expires) = waiver.expires.filter(|_| missing.is_empty()) else {
        return WaiverEffect::Incomplete(missing);
    };
    let mut covered: Vec<&mut Reported> = findings
        .iter_mut()
        .filter(|finding| finding.outcome == Outcome::Fail && is_named(finding))
        .filter(|finding| covers(waiver, subjects, finding))
        .collect();
    match today {
        _ if covered.is_empty() => WaiverEffect::Unmatched,
        None => WaiverEffect::Undated,
        Some(today) if today > expires => WaiverEffect::Expired,
        Some(_) => {
            for finding in &mut covered {
                finding.accepted.get_or_insert(Acceptance::Waiver(index));
            }
            WaiverEffect::Applied(covered.len())
        }
    }
}

fn covers(waiver: &Waiver, subjects: &[Subject<'_>], finding: &Reported) -> bool {
    let names_subject = |wanted: &str| {
        *finding.subject == *wanted
            || subjects
                .iter()
                .any(|subject| subject.id == finding.subject && subject.name == wanted)
    };
    waiver.subject.as_deref().is_none_or(names_subject)
        && waiver
            .artifact
            .as_deref()
            .is_none_or(|wanted| finding.artifact.as_deref() == Some(wanted))
}
