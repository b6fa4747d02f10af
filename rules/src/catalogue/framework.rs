//! A framework: a published list of items, and the controls that decide each.

use super::compiled::FRAMEWORKS;
use super::control::{Control, Section, words};
use crate::sorted::InOrder;

/// One edition of a published list of items.
#[derive(Debug)]
pub struct Framework {
    /// The name in addresses and policies, e.g. `cis-docker-1.6.0`.
    pub id: &'static str,
    /// What all editions of the list share, e.g. `cis-docker`; `None` where there is only one.
    pub family: Option<&'static str>,
    /// The name people know it by.
    pub title: &'static str,
    /// The edition in its publisher's words; `None` where there is only one.
    pub edition: Option<&'static str>,
    /// What the list is and where it comes from: an address, or a description.
    pub source: &'static str,
    /// Every item, in the publisher's order; none is ever left out.
    pub items: &'static [Item],
}

impl Framework {
    /// The item with this id, e.g. `5.4`.
    pub fn item(&self, id: &str) -> Option<&'static Item> {
        self.items
            .iter()
            .find(|item| item.id.eq_ignore_ascii_case(id))
    }

    /// The item that asks for this, whatever its number here.
    pub fn asking(&self, requirement: &Requirement) -> Option<&'static Item> {
        self.items
            .iter()
            .find(|item| std::ptr::eq(item.requirement, requirement))
    }

    /// The newest edition of this list, which is the list itself where it has one alone.
    pub fn newest(&'static self) -> &'static Framework {
        self.editions().first().copied().unwrap_or(self)
    }

    /// Claims that no edition of this list is newer.
    pub fn is_newest(&'static self) -> bool {
        std::ptr::eq(self, self.newest())
    }

    /// Every edition of this list, the newest first.
    pub fn editions(&'static self) -> Vec<&'static Framework> {
        let Some(family) = self.family else {
            return vec![self];
        };
        let all = FRAMEWORKS.iter();
        let mut editions: Vec<_> = all.filter(|it| it.family == Some(family)).collect();
        editions.order_by_key(|it| std::cmp::Reverse(it.edition.map(parts)));
        editions
    }
}

/// `1.10.0` as its numbers, so that it is newer than `1.9.0`.
fn parts(edition: &str) -> Vec<u32> {
    edition.split('.').map_while(|it| it.parse().ok()).collect()
}

/// A framework's item that a control decides, told once for all editions of the framework.
#[derive(Clone, Debug)]
pub struct Citation {
    /// The newest edition that has the item.
    pub framework: &'static Framework,
    /// The item there.
    pub item: &'static Item,
    /// Its other numbers, each with the editions that use it, oldest first.
    pub elsewhere: Vec<(&'static str, Vec<&'static str>)>,
}

/// Every framework item that a control decides, alone or with others.
pub fn citing(control: &Control) -> Vec<Citation> {
    let mut citations = Vec::new();
    for framework in FRAMEWORKS.iter().filter(|it| it.is_newest()) {
        let mut told: Vec<&Requirement> = Vec::new();
        for edition in framework.editions() {
            for item in edition.items {
                let mut cited = item.requirement.controls.iter();
                let is_cited = cited.any(|cited| cited.id == control.id);
                let is_told = told.iter().any(|it| std::ptr::eq(*it, item.requirement));
                if is_cited && !is_told {
                    told.push(item.requirement);
                    citations.push(Citation {
                        framework: edition,
                        item,
                        elsewhere: elsewhere(framework, item),
                    });
                }
            }
        }
    }
    citations
}

fn elsewhere(
    framework: &'static Framework,
    item: &'static Item,
) -> Vec<(&'static str, Vec<&'static str>)> {
    let mut numbers: Vec<(&str, Vec<&str>)> = Vec::new();
    for edition in framework.editions().into_iter().rev() {
        let (Some(name), Some(other)) = (edition.edition, edition.asking(item.requirement)) else {
            continue;
        };
        match numbers.iter_mut().find(|(number, _)| *number == other.id) {
            Some((_, names)) => names.push(name),
            None if other.id == item.id => {}
            None => numbers.push((other.id, vec![name])),
        }
    }
    numbers
}

/// One line of a framework.
#[derive(Debug)]
pub struct Item {
    /// The publisher's number, e.g. `5.4`.
    pub id: &'static str,
    /// What it asks for; other editions ask for the same under other numbers.
    pub requirement: &'static Requirement,
}

/// What an item of a framework asks for, whatever its number.
#[derive(Debug)]
pub struct Requirement {
    /// What the item asks for, in this project's words.
    pub title: &'static str,
    /// Where in a container's life the item belongs.
    pub section: Section,
    /// The profile level it starts at, from 1; `None` where there are no levels.
    pub level: Option<u8>,
    /// Whether its publisher expects a machine or a person to settle it.
    pub mode: Option<Mode>,
    /// What can settle it.
    pub decided_by: &'static [Decider],
    /// A condition worth knowing.
    pub note: Option<&'static str>,
    /// The controls that decide it; empty where there is none yet.
    pub controls: &'static [&'static Control],
}

words! {
    /// Who is expected to settle an item.
    Mode {
        /// A machine can.
        Automated = "automated",
        /// A person has to.
        Manual = "manual",
    }
}

words! {
    /// Something that can settle a framework item.
    Decider {
        /// A Dockerfile.
        Dockerfile = "dockerfile",
        /// A compose file.
        Compose = "compose",
        /// `docker inspect` of a container.
        InspectContainer = "inspect_container",
        /// `docker image inspect`.
        InspectImage = "inspect_image",
        /// `docker network inspect`.
        InspectNetwork = "inspect_network",
        /// `docker volume inspect`.
        InspectVolume = "inspect_volume",
        /// `docker info`.
        DockerInfo = "docker_info",
        /// The daemon's configuration file.
        DaemonJson = "daemon_json",
        /// Facts collected on a host: files, mounts, audit rules.
        Host = "host",
        /// Nodes, services and secrets as a swarm manager lists them.
        Swarm = "swarm",
        /// The output of docker-bench-security.
        Bench = "bench",
        /// Another tool's report.
        Scanner = "scanner",
        /// Several artifacts together.
        Bundle = "bundle",
        /// A person's answer, with a note and a date.
        Attestation = "attestation",
    }
}
