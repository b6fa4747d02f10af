//! What was found in the files, and how it fares.

use std::collections::BTreeMap;

use plimsoll_rules::catalogue::SubjectKind;
use plimsoll_rules::finding::Outcome;
use plimsoll_rules::report::{Judged, Report};
use serde::{Deserialize, Serialize};

use crate::words::{count, subject_kind};

/// Something that is judged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubjectRow {
    /// Its id, e.g. `service:compose.yaml#web`.
    pub id: String,
    /// What it is, e.g. `service`.
    pub kind: String,
    /// What people call it.
    pub name: String,
    /// The files it was read from.
    pub artifacts: Vec<String>,
    /// Why it is tied to further files.
    pub ties: Vec<String>,
    /// How many failures it has that nobody accepted.
    pub failed: usize,
    /// How many of these have a change that is offered.
    pub mendable: usize,
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
pub(super) fn rows(report: &Report) -> (Vec<SubjectRow>, String) {
    let mut fares: BTreeMap<&str, Fare> = BTreeMap::new();
    for finding in &report.findings {
        let fare = fares.entry(&finding.subject).or_default();
        fare.is_judged |= finding.outcome != Outcome::NotApplicable;
        if finding.outcome == Outcome::Fail && finding.accepted.is_none() {
            fare.failed += 1;
            fare.mendable += usize::from(finding.remedy.is_some());
        }
    }
    let mut rows = Vec::new();
    let mut others: BTreeMap<SubjectKind, usize> = BTreeMap::new();
    let mut sound = 0;
    for subject in &report.subjects {
        let fare = fares.get(&*subject.id).copied().unwrap_or_default();
        if fare.is_judged && fare.failed == 0 && subject.kind == SubjectKind::Project {
            sound += 1;
        } else if fare.is_judged {
            rows.push(row(subject, fare));
        } else {
            *others.entry(subject.kind).or_default() += 1;
        }
    }
    let sentences = [sound_projects(sound), unjudged(&others)];
    let told = sentences.into_iter().filter(|it| !it.is_empty());
    (rows, told.collect::<Vec<_>>().join(" "))
}

fn row(subject: &Judged, fare: Fare) -> SubjectRow {
    SubjectRow {
        id: subject.id.to_string(),
        kind: subject_kind(subject.kind).0.to_owned(),
        name: subject.name.clone(),
        artifacts: subject.artifacts.iter().map(ToString::to_string).collect(),
        ties: subject.ties.clone(),
        failed: fare.failed,
        mendable: fare.mendable,
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
fn unjudged(others: &BTreeMap<SubjectKind, usize>) -> String {
    let parts: Vec<String> = others
        .iter()
        .map(|(kind, number)| {
            let (one, many) = subject_kind(*kind);
            count(*number, one, many)
        })
        .collect();
    match parts.as_slice() {
        [] => String::new(),
        [only] => format!("No control has anything to say of {only}."),
        [first @ .., last] => {
            let first = first.join(", ");
            format!("No control has anything to say of {first} and {last}.")
        }
    }
}

#[cfg(test)]
mod tests {
    use plimsoll_rules::{Policy, assess, read};

    use super::rows;

    #[test]
    fn what_no_control_speaks_of_is_counted_and_not_listed() {
        let text = "services:\n  web:\n    image: nginx:1.27\n    privileged: true\n\
                    volumes:\n  store: {}\n  spare: {}\n";
        let artifacts = [read("compose.yaml", text.as_bytes())];
        let (rows, others) = rows(&assess(&artifacts, &Policy::default()));
        assert!(rows.iter().all(|row| row.kind != "volume"), "{rows:?}");
        assert!(others.contains("2 volumes"), "{others}");
        assert!(others.contains("1 compose project as a whole"), "{others}");
        let web = rows.iter().find(|row| row.name == "web").unwrap();
        assert!(web.failed >= web.mendable && web.mendable > 0, "{web:?}");
        assert_eq!(web.id, "service:compose.yaml#web");
    }
}
