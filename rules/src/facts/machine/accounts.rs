//! Which accounts may command the engine of a machine.

use std::collections::{BTreeMap, BTreeSet};

use super::Member;
use super::shown::{Shown, Shows, nobody_looked};
use crate::facts::{Fact, Listed, Need, Unknown};
use crate::finding::Evidence;
use crate::model::host::{Group, Observation, PrimaryMember};
use crate::model::inspect::Words;
use crate::span::Spanned;

impl Shows<'_> {
    /// The group that the engine's socket is given to.
    pub(super) fn socket_group(&self) -> Fact<String> {
        match self.chosen_group() {
            Some((group, artifact)) => Fact::Stated {
                evidence: Evidence::at(artifact, group.span),
                value: group.value,
            },
            None if self.knows_settings() => Fact::Default("docker".to_owned()),
            None => Fact::Unknown(nobody_looked()),
        }
    }

    /// The group that somebody chose for the socket: of a socket that systemd opens, its unit
    /// says it, and the daemon is not asked.
    fn chosen_group(&self) -> Option<(Spanned<String>, usize)> {
        let by_systemd = self.settings.iter().find_map(|(artifact, settings)| {
            let group = settings.socket_group.clone()?;
            Some((group, *artifact))
        });
        by_systemd
            .filter(|_| self.is_handed_its_socket())
            .or_else(|| self.setting("group"))
    }

    /// Whether systemd opens the socket and hands it to the daemon, as the packaged units have it;
    /// a daemon that names other addresses, or is started without any, opens its own.
    fn is_handed_its_socket(&self) -> bool {
        let settings = || self.settings.iter().map(|(_, settings)| settings);
        let lists: Vec<_> = settings().map(|it| it.list("hosts")).collect();
        let mut hosts = lists.iter().flat_map(Words::items).peekable();
        if hosts.peek().is_none() {
            return !settings().any(|it| it.program.is_some());
        }
        hosts.any(|host| host.value.starts_with("fd://"))
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
        let (group, artifact) = self.chosen_group()?;
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
