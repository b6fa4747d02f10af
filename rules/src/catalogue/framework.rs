//! A framework: a published list of items, and the controls that decide each.

use super::control::{Control, Section, words};

/// One edition of a published list of items.
#[derive(Debug)]
pub struct Framework {
    /// The name in addresses and policies, e.g. `cis-docker-1.6.0`.
    pub id: &'static str,
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
}

/// One line of a framework.
#[derive(Debug)]
pub struct Item {
    /// The publisher's number, e.g. `5.4`.
    pub id: &'static str,
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
