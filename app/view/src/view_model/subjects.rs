//! What was found in the files, and how it fares.

mod place;
mod row;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use plimsoll_rules::catalogue::SubjectKind;
use plimsoll_rules::finding::Outcome;
use plimsoll_rules::report::Report;
use plimsoll_rules::sorted::{InOrder, Sorted};
use serde::{Deserialize, Serialize};

use self::place::{Kept, NOWHERE, Place};
use self::row::row;
pub use self::row::{SubjectRow, Tie};
use crate::words::{count, listed, subject_kind};

/// Rows that belong to one host, or to none that is known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tree {
    /// The host's name; empty for what has none.
    pub name: String,
    /// How much there is and how much of it fails, for people.
    pub note: String,
    /// How many rows it has; they follow those of the trees before it.
    pub rows: usize,
}

/// The subjects by the hosts they belong to.
#[derive(Clone, Debug)]
pub(super) struct Forest {
    /// Tree by tree, each keeper before what it keeps.
    pub(super) rows: Vec<SubjectRow>,
    /// What the rows belong to; what has no host comes last.
    pub(super) trees: Vec<Tree>,
    /// What was found besides, as a sentence.
    pub(super) unjudged: String,
}

/// How a subject fares.
#[derive(Clone, Copy, Default)]
struct Fare {
    is_judged: bool,
    failed: usize,
    mendable: usize,
}

/// The subjects that some control speaks of, and a sentence on the others. A compose project on
/// which nothing fails says no more than its files do, so it is among the others.
pub(super) fn forest(report: &Report) -> Forest {
    let mut fares: BTreeMap<&str, Fare> = BTreeMap::new();
    for finding in &report.findings {
        let fare = fares.entry(&finding.subject).or_default();
        fare.is_judged |= finding.outcome != Outcome::NotApplicable;
        if finding.outcome == Outcome::Fail && finding.accepted.is_none() {
            fare.failed += 1;
            fare.mendable += usize::from(finding.remedy().is_some());
        }
    }
    let kept = Kept::new(report);
    let inputs = report.inputs.iter();
    let bundles: BTreeMap<&str, &str> = inputs
        .filter_map(|input| Some((&*input.name, input.part_of.as_deref()?)))
        .into_map();
    let mut listed: Vec<(Place, SubjectRow)> = Vec::new();
    let mut others: BTreeMap<SubjectKind, usize> = BTreeMap::new();
    let mut sound = 0;
    for (at, subject) in report.subjects.iter().enumerate() {
        let fare = fares.get(&*subject.id).copied().unwrap_or_default();
        if fare.is_judged && fare.failed == 0 && subject.kind == SubjectKind::Project {
            sound += 1;
        } else if fare.is_judged || kept.keepers.contains(&at) {
            let place = kept.place(report, at);
            listed.push((place, row(report, subject, &bundles, place.depth, fare)));
        } else {
            *others.entry(subject.kind).or_default() += 1;
        }
    }
    listed.order_by(|(a, _), (b, _)| a.cmp(b));
    let sentences = [sound_projects(sound), unjudged(report, &others)];
    let told = sentences.into_iter().filter(|it| !it.is_empty());
    Forest {
        trees: trees(&listed),
        rows: listed.into_iter().map(|(_, row)| row).collect(),
        unjudged: told.collect::<Vec<_>>().join(" "),
    }
}

/// One tree a host; daemons of which no host is known and what has no daemon share the last.
fn trees(listed: &[(Place, SubjectRow)]) -> Vec<Tree> {
    let tree = |rows: &[(Place, SubjectRow)]| {
        let (place, first) = rows.first()?;
        let failed = rows.iter().map(|(_, row)| row.failed).sum();
        let host = (place.host != NOWHERE).then(|| first.name.clone());
        let below = rows.len() - usize::from(host.is_some());
        Some(Tree {
            name: host.unwrap_or_default(),
            note: note(below, failed),
            rows: rows.len(),
        })
    };
    let by_host = listed.chunk_by(|(a, _), (b, _)| a.host == b.host);
    by_host.filter_map(tree).collect()
}

/// Each kind with how many there are, in the order they first appear.
pub(super) fn kinds(rows: &[SubjectRow]) -> Vec<(String, usize)> {
    let mut kinds: Vec<(String, usize)> = Vec::new();
    for row in rows {
        match kinds.iter_mut().find(|(kind, _)| *kind == row.kind) {
            Some((_, number)) => *number += 1,
            None => kinds.push((row.kind.clone(), 1)),
        }
    }
    kinds
}

/// How much stands below a host, and how much of it all fails.
fn note(below: usize, failed: usize) -> String {
    let failures = match failed {
        0 => "nothing fails".to_owned(),
        failed => count(failed, "failure", "failures"),
    };
    match below {
        0 => failures,
        below => format!("{}, {failures}", count(below, "subject", "subjects")),
    }
}

fn sound_projects(number: usize) -> String {
    if number == 0 {
        return String::new();
    }
    let (one, many) = subject_kind(SubjectKind::Project);
    format!("Nothing fails on {} as a whole.", count(number, one, many))
}

/// `No control has anything to say of 1 network and 2 volumes.`
fn unjudged(report: &Report, others: &BTreeMap<SubjectKind, usize>) -> String {
    if others.is_empty() {
        return String::new();
    }
    let part = |(kind, number): (&SubjectKind, &usize)| {
        let (one, many) = subject_kind(*kind);
        count(*number, one, many)
    };
    let parts: Vec<String> = others.iter().map(part).collect();
    let which = if report.settings.scope.is_empty() {
        ""
    } else {
        " in scope"
    };
    format!(
        "No control{which} has anything to say of {}.",
        listed(&parts)
    )
}
