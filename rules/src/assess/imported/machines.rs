//! Which subjects may be on one machine: a run speaks of its own alone.

use std::collections::BTreeMap;

use crate::catalogue::SubjectKind;
use crate::facts::{RelationKind, Subject};
use crate::sorted::Sorted;

/// What each subject runs on, as far as that is known.
pub(super) struct Machines<'a> {
    below: BTreeMap<&'a str, &'a str>,
    /// Whether there is no second machine that anything could be on.
    is_one: bool,
}

impl<'a> Machines<'a> {
    pub(super) fn new(subjects: &'a [Subject<'_>]) -> Self {
        let of_kind = |kind| subjects.iter().filter(|it| it.kind == kind).count();
        let ties = subjects.iter().filter_map(|subject| {
            let mut ties = subject.relations.iter();
            let tie = ties.find(|it| it.kind == RelationKind::RunsOn)?;
            Some((&*subject.id, &*tie.to))
        });
        Self {
            below: ties.into_map(),
            is_one: of_kind(SubjectKind::Host) < 2 && of_kind(SubjectKind::Daemon) < 2,
        }
    }

    /// Whether both are known to be on one machine, or nothing speaks of a second one.
    pub(super) fn may_share(&self, one: &str, other: &str) -> bool {
        self.is_one || self.machine_of(one) == self.machine_of(other)
    }

    /// A container's daemon is on a host; none of them is on itself.
    fn machine_of<'s>(&'s self, subject: &'s str) -> &'s str {
        let daemon = self.below.get(subject).copied().unwrap_or(subject);
        self.below.get(daemon).copied().unwrap_or(daemon)
    }
}
