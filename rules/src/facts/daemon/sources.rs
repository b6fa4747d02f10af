//! The documents that speak of one daemon, and which of them is believed.
//!
//! What the daemon prints of itself is in force and beats what it was started with, which
//! beats its file: flags and file exclude each other, and a file may not have been loaded yet.

use jiff::civil::Date;

use super::super::container::Inspected;
use super::super::{Fact, Listed, Need, Unknown};
use crate::finding::Evidence;
use crate::model::daemon_config::DaemonConfig;
use crate::model::docker_info::DockerInfo;
use crate::model::docker_version::{DockerVersion, Side};
use crate::model::inspect::{self, Field, Pairs, Words};
use crate::span::Spanned;

/// What would tell a setting that the daemon does not print.
pub(super) const SETTINGS: Need = Need::Source("the file daemon.json of the daemon");
/// What would tell a setting that it does print.
pub(super) const PRINTED: Need = Need::Source("docker info or the file daemon.json");
/// What would tell what a daemon alone knows.
pub(super) const RUNNING: Need = Need::Source("docker info of a running daemon");
/// What would tell its warnings: the text for people has them on the second output, which is
/// seldom kept.
pub(super) const WARNINGS: Need = Need::Source("docker info --format json of a running daemon");
/// What would tell the state of a swarm.
pub(super) const SWARM: Need = Need::Source("docker info of a manager");

/// Every document about one daemon and what it keeps, each with its artifact.
#[derive(Clone, Debug, Default)]
pub(in crate::facts) struct Sources<'a> {
    /// What the daemon prints of itself, where one answered.
    pub(in crate::facts) printed: Option<(usize, &'a DockerInfo)>,
    /// The versions of its programs.
    pub(in crate::facts) version: Option<(usize, &'a DockerVersion)>,
    /// What it was started with: command lines and units.
    pub(in crate::facts) started: Vec<(usize, &'a DaemonConfig)>,
    /// Its file.
    pub(in crate::facts) file: Option<(usize, &'a DaemonConfig)>,
    /// Whether a collector looked for its file and found none.
    pub(in crate::facts) has_no_file: bool,
    /// The networks it keeps.
    pub(in crate::facts) networks: Vec<(usize, &'a inspect::Network)>,
    /// The containers it keeps, where they were inspected.
    pub(in crate::facts) containers: Vec<&'a inspect::Outline>,
    /// The images it keeps, where they were inspected.
    pub(in crate::facts) images: Vec<(usize, &'a inspect::Image)>,
    /// The nodes of its swarm.
    pub(in crate::facts) nodes: Vec<(usize, &'a inspect::Node)>,
    /// The swarm as a manager describes it.
    pub(in crate::facts) swarms: Vec<(usize, &'a inspect::Swarm)>,
    /// How many secrets of a swarm were listed; `None` where none was asked for.
    pub(in crate::facts) secrets: Option<(u64, Evidence)>,
    /// The secrets of a swarm that were inspected.
    pub(in crate::facts) inspected_secrets: Vec<(usize, &'a inspect::SwarmSecret)>,
    /// Whether services or tasks of a swarm were inspected.
    pub(in crate::facts) has_services: bool,
    /// The day the report holds for.
    pub(in crate::facts) today: Option<Date>,
    /// Whether anything speaks of its machine too.
    pub(in crate::facts) has_machine: bool,
}

impl<'a> Sources<'a> {
    /// Whether anything speaks of the daemon itself.
    pub(in crate::facts) fn is_daemon(&self) -> bool {
        self.printed.is_some()
            || self.version.is_some()
            || self.file.is_some()
            || !self.started.is_empty()
            || !self.nodes.is_empty()
            || !self.swarms.is_empty()
    }

    /// The documents about the daemon itself, the most telling first.
    pub(in crate::facts) fn artifacts(&self) -> Vec<usize> {
        let printed = self.printed.map(|(index, _)| index);
        let version = self.version.map(|(index, _)| index);
        let file = self.file.map(|(index, _)| index);
        let started = self.started.iter().map(|(index, _)| *index);
        let nodes = self.nodes.iter().map(|(index, _)| *index);
        let swarms = self.swarms.iter().map(|(index, _)| *index);
        let own = printed
            .into_iter()
            .chain(file)
            .chain(started)
            .chain(version)
            .chain(nodes)
            .chain(swarms);
        own.collect()
    }

    /// What the daemon prints, with where it stands.
    pub(super) fn of_printed<T, U>(
        &self,
        field: impl Fn(&'a DockerInfo) -> &'a Field<T>,
        read: impl FnOnce(&T) -> U,
    ) -> Option<Fact<U>>
    where
        T: 'a,
    {
        let (artifact, printed) = self.printed?;
        of_field(artifact, field(printed), read)
    }

    /// What the daemon's own side of `docker version` prints.
    pub(super) fn of_version<T, U>(
        &self,
        field: impl Fn(&'a Side) -> &'a Field<T>,
        read: impl FnOnce(&T) -> U,
    ) -> Option<Fact<U>>
    where
        T: 'a,
    {
        let (artifact, version) = self.version?;
        of_field(artifact, field(version.server.value()?), read)
    }

    /// What it was started with or what its file says; Docker's default where the file is
    /// known and silent.
    pub(super) fn setting<T, U>(
        &self,
        field: impl Fn(&'a DaemonConfig) -> Field<T>,
        default: U,
        need: Need,
        read: impl Fn(&T) -> U,
    ) -> Fact<U> {
        let stated = self
            .settings()
            .find_map(|(artifact, config)| of_field(artifact, &field(config), &read));
        stated.unwrap_or_else(|| self.unstated(default, need))
    }

    /// A setting that is text.
    pub(super) fn text(&self, key: &str, default: &str, need: Need) -> Fact<String> {
        self.setting(|it| it.text(key), default.to_owned(), need, Clone::clone)
    }

    /// A setting that is on or off.
    pub(super) fn flag(&self, key: &str, default: bool, need: Need) -> Fact<bool> {
        self.setting(|it| it.flag(key), default, need, |on| *on)
    }

    /// The default where the daemon's file is known, and otherwise what would tell.
    pub(super) fn unstated<U>(&self, default: U, need: Need) -> Fact<U> {
        if self.file.is_some() || self.has_no_file {
            Fact::Default(default)
        } else {
            Fact::Unknown(unseen(need))
        }
    }

    /// A list that is set; empty where the daemon's file is known and silent.
    pub(super) fn words(&self, key: &str, need: Need) -> Listed<String> {
        let mut listed = Listed::none();
        for (artifact, config) in self.settings() {
            add_words(&mut listed, artifact, &config.list(key));
        }
        self.or_open(listed, need)
    }

    /// Names and values that are set.
    pub(super) fn pairs(&self, key: &str, need: Need) -> Listed<(String, String)> {
        let mut listed = Listed::none();
        for (artifact, config) in self.settings() {
            add_pairs(&mut listed, artifact, &config.pairs(key));
        }
        self.or_open(listed, need)
    }

    /// A list that nothing speaks of is open as long as the file is not known.
    pub(super) fn or_open<T>(&self, mut listed: Listed<T>, need: Need) -> Listed<T> {
        if listed.is_none()
            && let Fact::Unknown(unknown) = self.unstated((), need)
        {
            listed.unknown.push(unknown);
        }
        listed
    }

    /// The settings it was started with, and those of its file after them.
    pub(super) fn settings(&self) -> impl Iterator<Item = (usize, &'a DaemonConfig)> {
        self.started.iter().copied().chain(self.file)
    }
}

/// A stated or unreadable field as a fact.
pub(super) fn of_field<T, U>(
    artifact: usize,
    field: &Field<T>,
    read: impl FnOnce(&T) -> U,
) -> Option<Fact<U>> {
    match field {
        Field::Absent => None,
        Field::Stated(stated) => Some(Fact::Stated {
            value: read(&stated.value),
            evidence: Evidence::at(artifact, stated.span),
        }),
        Field::Unreadable(span) => Some(Fact::Unknown(Inspected { artifact }.unreadable(*span))),
    }
}

/// The same for a fact that has been settled elsewhere already.
pub(super) fn unseen(needs: Need) -> Unknown {
    Unknown {
        needs,
        evidence: None,
    }
}

/// Adds the words of a list, each at its place.
pub(super) fn add_words(listed: &mut Listed<String>, artifact: usize, words: &Words) {
    if let Field::Unreadable(span) = words {
        listed
            .unknown
            .push(Inspected { artifact }.unreadable(*span));
    }
    for Spanned { value, span } in words.items() {
        listed.push(value.clone(), Evidence::at(artifact, *span));
    }
}

/// Adds names with their values, at the place of both.
pub(super) fn add_pairs(listed: &mut Listed<(String, String)>, artifact: usize, pairs: &Pairs) {
    if let Field::Unreadable(span) = pairs {
        listed
            .unknown
            .push(Inspected { artifact }.unreadable(*span));
    }
    for (name, value) in pairs.items() {
        let place = Evidence::at(artifact, name.span.to(value.span));
        listed.push((name.value.clone(), value.value.clone()), place);
    }
}
