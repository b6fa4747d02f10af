//! One subject with its files and what it belongs to.

use std::collections::BTreeMap;

use plimsoll_rules::report::{Judged, RelationKind, Report};
use serde::{Deserialize, Serialize};

use super::Fare;
use crate::words::{count, subject_kind, visible};

/// Files of one subject up to which each is named.
const FEW: usize = 3;

/// Something that is judged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubjectRow {
    /// Its id, e.g. `service:compose.yaml#web`.
    pub id: String,
    /// What it is, e.g. `service`.
    pub kind: String,
    /// What people call it, with the profiles it is started with.
    pub name: String,
    /// How far below its host it stands: a host 0, its daemon 1, what that keeps 2.
    pub depth: u8,
    /// The files it was read from.
    pub artifacts: Vec<String>,
    /// What it belongs to, e.g. `runs nginx:1.27, is the service web`, as a heading of the ties;
    /// empty where none is to another subject. Its keeper goes unsaid: it stands above.
    pub tied_to: String,
    /// Each tie with what shows it.
    pub ties: Vec<Tie>,
    /// Whether any control in scope speaks of it; what keeps others is listed all the same.
    pub is_judged: bool,
    /// How many failures it has that nobody accepted.
    pub failed: usize,
    /// How many of these have a change that is offered.
    pub mendable: usize,
}

/// Why a subject belongs to another one, or to a further file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tie {
    /// The other subject: its id and name; `None` for a file.
    pub to: Option<(String, String)>,
    /// What shows it, as a sentence.
    pub reason: String,
}

pub(super) fn row(
    report: &Report,
    subject: &Judged,
    bundles: &BTreeMap<&str, &str>,
    depth: u8,
    fare: Fare,
) -> SubjectRow {
    let mut tied_to: Vec<String> = Vec::new();
    let mut ties: Vec<Tie> = Vec::new();
    for relation in &subject.relations {
        let name = report
            .subject(&relation.to)
            .map_or_else(|| visible(&relation.to), |it| visible(&it.name));
        let verb = match relation.kind {
            RelationKind::RunsOn => "",
            RelationKind::Runs => "runs",
            RelationKind::Realises => "is the service",
            RelationKind::BuiltFrom => "is built from",
            RelationKind::Joins => "is on",
            RelationKind::Mounts => "mounts",
        };
        if !verb.is_empty() {
            tied_to.push(format!("{verb} {name}"));
        }
        ties.push(Tie {
            to: Some((relation.to.to_string(), name)),
            reason: visible(&relation.reason),
        });
    }
    if tied_to.is_empty() && !ties.is_empty() {
        tied_to.push("why it stands here".to_owned());
    }
    ties.extend(subject.ties.iter().map(|reason| Tie {
        to: None,
        reason: visible(reason),
    }));
    SubjectRow {
        id: subject.id.to_string(),
        kind: subject_kind(subject.kind).0.to_owned(),
        name: visible(&subject.label()),
        depth,
        artifacts: artifacts(subject, bundles),
        tied_to: tied_to.join(", "),
        ties,
        is_judged: fare.is_judged,
        failed: fare.failed,
        mendable: fare.mendable,
    }
}

/// The files a subject was read from; many parts of one bundle are told by their number.
fn artifacts(subject: &Judged, bundles: &BTreeMap<&str, &str>) -> Vec<String> {
    let names = &subject.artifacts;
    if names.len() <= FEW {
        return names.iter().map(ToString::to_string).collect();
    }
    let mut told: Vec<(String, usize)> = Vec::new();
    for name in names {
        let bundle = bundles.get(&**name);
        let (shown, parts) = bundle.map_or((&**name, 0), |bundle| (*bundle, 1));
        match told.iter_mut().find(|(other, _)| *other == shown) {
            Some((_, number)) => *number += parts,
            None => told.push((shown.to_owned(), parts)),
        }
    }
    let words = told.into_iter().map(|(name, parts)| match parts {
        0 => name,
        parts => format!("{name} ({})", count(parts, "part", "parts")),
    });
    words.collect()
}
