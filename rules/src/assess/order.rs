//! The order of the report's findings, and what tells equal ones apart.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::catalogue::Control;
use crate::report::{Reported, Short};

/// Puts findings in the report's order, which most lists have already.
pub(super) fn sort(findings: &mut [Reported]) {
    if !findings.is_sorted_by(|a, b| compare(a, b).is_le()) {
        findings.sort_by(compare);
    }
}

/// Tells equal findings of a sorted list apart by their position.
pub(super) fn number(findings: &mut [Reported]) {
    // Findings that are alike agree in all that comes first in the order.
    for kin in findings.chunk_by_mut(|a, b| by_matter(a, b).is_eq() && a.tier == b.tier) {
        if kin.len() < 2 {
            continue;
        }
        let mut turns: BTreeMap<Short, u32> = BTreeMap::new();
        for finding in kin {
            let turn = turns.entry(finding.digest()).or_insert(0);
            *turn = turn.saturating_add(1);
            finding.take_turn(*turn);
        }
    }
}

/// By control, word, subject, and then by place.
fn compare(a: &Reported, b: &Reported) -> Ordering {
    by_matter(a, b)
        .then(a.tier.cmp(&b.tier))
        .then_with(|| a.artifact.cmp(&b.artifact))
        .then_with(|| a.span.cmp(&b.span))
        .then_with(|| a.message.cmp(&b.message))
}

/// By control, word and subject. Most neighbours share them, not just what they say.
fn by_matter(a: &Reported, b: &Reported) -> Ordering {
    let control = |a: &'static Control, b: &'static Control| {
        if std::ptr::eq(a, b) {
            Ordering::Equal
        } else {
            a.id.cmp(b.id)
        }
    };
    let subject = |a: &Arc<str>, b: &Arc<str>| {
        if Arc::ptr_eq(a, b) {
            Ordering::Equal
        } else {
            a.cmp(b)
        }
    };
    control(a.control, b.control)
        .then(a.outcome.cmp(&b.outcome))
        .then_with(|| subject(&a.subject, &b.subject))
}
