//! Which accounts may command the engine of a machine.

use std::collections::{BTreeMap, BTreeSet};

use super::Member;
use super::shown::{Shown, Shows, nobody_looked};
use crate::facts::{Fact, Listed, Need, Unknown};
use crate::finding::Evidence;
use crate::model::host::{Group, Observation, PrimaryMember};

impl Shows<'_> {
    /// The group the daemon gives its socket to.
    pub(super) fn socket_group(&self) -> Fact<String> {
        match self.setting("group") {
            Some((group, artifact)) => Fact::Stated {
                evidence: Evidence::at(artifact, group.span),
                value: group.value,
            },
            None if self.knows_settings() => Fact::Default("docker".to_owned()),
            None => Fact::Unknown(nobody_looked()),
        }
    }

    /// The members of the group `docker` and of the one that the socket belongs to.
    pub(super) fn docker_group(&self) -> Listed<Member> {
        let mut members = Members {
            listed: Listed::none(),
            users: BTreeSet::new(),
        };
        let Some(listing) = self.output("group") else {
            members.listed.unknown.push(nobody_looked());
            return members.listed;
        };
        if !listing.is_whole() {
            members.listed.unknown.push(listing.unknown());
        }
        let groups = groups(listing);
        members.listed.unknown.extend(self.unlisted(groups));
        // Root's own group gives nothing to those who are not root already.
        let mut meant: BTreeMap<u32, &Group> = BTreeMap::new();
        for group in groups.iter().filter(|group| group.gid.value != 0) {
            meant.entry(group.gid.value).or_insert(group);
            for member in &group.members {
                members.add(&member.value, group, listing.at(member.span));
            }
        }
        let Some(first) = self.output("group_primary") else {
            members.listed.unknown.push(nobody_looked());
            return members.listed;
        };
        if !first.is_whole() {
            members.listed.unknown.push(first.unknown());
        }
        for member in primary_members(first) {
            if let Some(group) = meant.get(&member.gid.value) {
                let evidence = first.at(member.user.span);
                members.add(&member.user.value, group, evidence);
            }
        }
        members.listed
    }

    /// What is open where the socket is given to a group that nobody listed.
    fn unlisted(&self, groups: &[Group]) -> Option<Unknown> {
        let (group, artifact) = self.setting("group")?;
        let is_listed = groups.iter().any(|listed| {
            listed.name.value == group.value || group.value.parse() == Ok(listed.gid.value)
        });
        let is_roots = matches!(group.value.as_str(), "root" | "0");
        (!is_listed && !is_roots).then(|| Unknown {
            needs: Need::Source("the members of the group that the daemon's socket is given to"),
            evidence: Some(Evidence::at(artifact, group.span)),
        })
    }
}

/// Members while they are listed: somebody may be in both groups, or in one twice.
struct Members<'a> {
    listed: Listed<Member>,
    users: BTreeSet<&'a str>,
}

impl<'a> Members<'a> {
    fn add(&mut self, user: &'a str, group: &Group, evidence: Evidence) {
        if self.users.insert(user) {
            let member = Member {
                user: user.to_owned(),
                group: group.name.value.clone(),
            };
            self.listed.push(member, evidence);
        }
    }
}

fn groups(listing: Shown<'_>) -> &[Group] {
    match listing.observed {
        Some(Observation::Groups(groups)) => groups,
        _ => &[],
    }
}

fn primary_members(listing: Shown<'_>) -> &[PrimaryMember] {
    match listing.observed {
        Some(Observation::PrimaryMembers(members)) => members,
        _ => &[],
    }
}
