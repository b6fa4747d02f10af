//! What was found in the files, and how it fares.

use std::collections::{BTreeMap, BTreeSet};

use plimsoll_rules::catalogue::SubjectKind;
use plimsoll_rules::finding::Outcome;
use plimsoll_rules::report::{Judged, RelationKind, Report};
use plimsoll_rules::sorted::{InOrder, Sorted};
use serde::{Deserialize, Serialize};

use crate::words::{count, listed, subject_kind, visible};

/// Files of one subject up to which each is named.
const FEW: usize = 3;

/// Something that is judged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubjectRow {
    /// Its id, e.g. `service:compose.yaml#web`.
    pub id: String,
    /// What it is, e.g. `service`.
    pub kind: String,
    /// What people call it.
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

/// Rows that belong to one host, or to none that is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
            fare.mendable += usize::from(finding.remedy.is_some());
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

/// Where a row stands: by host, then daemon, then its own position. What has no host comes last.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    host: usize,
    daemon: usize,
    depth: u8,
    at: usize,
}

/// A position behind every subject's.
const NOWHERE: usize = usize::MAX;

/// Which subject keeps which, by their positions.
struct Kept {
    by: BTreeMap<usize, usize>,
    /// Those that keep others.
    keepers: BTreeSet<usize>,
}

impl Kept {
    fn new(report: &Report) -> Self {
        let subjects = report.subjects.iter().enumerate();
        let positions: BTreeMap<&str, usize> = subjects.map(|(at, it)| (&*it.id, at)).into_map();
        let keeper = |subject: &Judged| {
            let mut ties = subject.relations.iter();
            let tie = ties.find(|it| it.kind == RelationKind::RunsOn)?;
            positions.get(&*tie.to).copied()
        };
        let by: BTreeMap<usize, usize> = report
            .subjects
            .iter()
            .enumerate()
            .filter_map(|(at, subject)| Some((at, keeper(subject)?)))
            .into_map();
        let keepers = by.values().copied().into_set();
        Self { by, keepers }
    }

    /// A daemon stands below its host and everything else below a daemon or a host, so that no
    /// chain of keepers is longer than that.
    fn place(&self, report: &Report, at: usize) -> Place {
        let kind = |at: usize| report.subjects.get(at).map(|it| it.kind);
        let above = |at: usize| self.by.get(&at).copied();
        let (host, daemon) = match kind(at) {
            Some(SubjectKind::Host) => (Some(at), None),
            Some(SubjectKind::Daemon) => (above(at), Some(at)),
            Some(_) | None => match above(at) {
                Some(keeper) if kind(keeper) == Some(SubjectKind::Daemon) => {
                    (above(keeper), Some(keeper))
                }
                keeper => (keeper, None),
            },
        };
        let host = host.filter(|host| kind(*host) == Some(SubjectKind::Host));
        let above = [host, daemon].into_iter().flatten();
        let depth = above.filter(|keeper| *keeper != at).count();
        Place {
            host: host.unwrap_or(NOWHERE),
            // What a host keeps without a daemon comes before the daemon's own.
            daemon: match daemon {
                Some(daemon) => daemon + 1,
                None if host.is_some() => 0,
                None => NOWHERE,
            },
            depth: u8::try_from(depth).unwrap_or_default(),
            at,
        }
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

fn row(
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
        name: visible(&subject.name),
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use plimsoll_rules::report::{Relation, RelationKind};
    use plimsoll_rules::{Policy, Report, assess, read};

    use super::{Forest, forest};

    #[test]
    fn what_no_control_speaks_of_is_counted_and_not_listed() {
        let text = "services:\n  web:\n    image: nginx:1.27\n    privileged: true\n\
                    volumes:\n  store: {}\n  spare: {}\n";
        let artifacts = [read("compose.yaml", text.as_bytes())];
        let Forest {
            rows,
            trees,
            unjudged,
        } = forest(&assess(&artifacts, &Policy::default()));
        assert!(rows.iter().all(|row| row.kind != "volume"), "{rows:?}");
        assert!(unjudged.contains("2 volumes"), "{unjudged}");
        assert!(
            unjudged.contains("1 compose project as a whole"),
            "{unjudged}"
        );
        let web = rows.iter().find(|row| row.name == "web").unwrap();
        assert!(web.failed >= web.mendable && web.mendable > 0, "{web:?}");
        assert_eq!(web.id, "service:compose.yaml#web");
        let [tree] = trees.as_slice() else {
            panic!("{trees:?}")
        };
        assert_eq!((&*tree.name, tree.rows), ("", rows.len()));
    }

    /// Two hosts, and a container on the daemon of the second.
    fn fleet() -> Report {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../rules/fixtures/");
        let bundle = std::fs::read_to_string(format!(
            "{folder}containerd-audited/pass-host/input/bundle.json"
        ))
        .unwrap();
        let daemon = b"{\"icc\": false}";
        let compose = b"services:\n  web:\n    image: nginx:1.27\n    privileged: true\n";
        let mut report = assess(
            &[
                read("a/bundle.json", bundle.as_bytes()),
                read("b/daemon.json", daemon),
                read("c/compose.yaml", compose),
            ],
            &Policy::default(),
        );
        let keeper = report.subjects.iter().find(|it| it.kind.word() == "daemon");
        let keeper = Arc::clone(&keeper.unwrap().id);
        let of_project = |it: &&mut plimsoll_rules::report::Judged| it.name == "web";
        let web = report.subjects.iter_mut().find(of_project).unwrap();
        web.relations.push(Relation {
            to: keeper,
            kind: RelationKind::RunsOn,
            reason: "It was collected on this machine.".to_owned(),
        });
        report
    }

    #[test]
    fn what_a_host_keeps_stands_below_it() {
        let report = fleet();
        let Forest { rows, trees, .. } = forest(&report);
        assert_eq!(trees.iter().map(|it| it.rows).sum::<usize>(), rows.len());
        let at = |name: &str| rows.iter().position(|it| it.name == name).unwrap();
        let web = at("web");
        let keeper = report.subjects.iter().find(|it| it.name == "web").unwrap();
        let keeper = keeper.relations[0].to.to_string();
        let daemon = rows.iter().position(|it| it.id == keeper).unwrap();
        assert!(
            daemon < web && rows[daemon].depth < rows[web].depth,
            "{rows:?}"
        );
        let (to, reason) = (&rows[web].ties[0].to, &rows[web].ties[0].reason);
        assert_eq!(to.as_ref().map(|(id, _)| id), Some(&keeper));
        assert_eq!(reason, "It was collected on this machine.");
        assert_eq!(rows[web].tied_to, "why it stands here");
        let host = rows.iter().find(|it| it.kind == "host").unwrap();
        let told = "a/bundle.json (";
        assert!(host.artifacts[0].starts_with(told), "{:?}", host.artifacts);
        for (at, row) in rows.iter().enumerate().filter(|(_, row)| row.depth > 0) {
            let before = &rows[..at];
            assert!(before.iter().any(|it| it.depth + 1 == row.depth), "{row:?}");
        }
    }
}
