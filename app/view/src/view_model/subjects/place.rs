//! Where subjects stand: below what keeps them.

use std::collections::{BTreeMap, BTreeSet};

use plimsoll_rules::catalogue::SubjectKind;
use plimsoll_rules::report::{Judged, RelationKind, Report};
use plimsoll_rules::sorted::Sorted;

/// Where a row stands: by host, then daemon, then its own position. What has no host comes last.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub(super) host: usize,
    daemon: usize,
    pub(super) depth: u8,
    at: usize,
}

/// A position behind every subject's.
pub(super) const NOWHERE: usize = usize::MAX;

/// Which subject keeps which, by their positions.
pub(super) struct Kept {
    by: BTreeMap<usize, usize>,
    /// Those that keep others.
    pub(super) keepers: BTreeSet<usize>,
}

impl Kept {
    pub(super) fn new(report: &Report) -> Self {
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
    pub(super) fn place(&self, report: &Report, at: usize) -> Place {
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
