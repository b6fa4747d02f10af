//! How a service or container is reached, and what listens in it as far as is stated.

mod container;
mod service;

pub(super) use self::service::is_network_of_host;
use super::{Fact, Listed, Started};

/// How a service or container is reached, beside its ports.
#[derive(Clone, Debug)]
pub struct Addressing {
    /// Whether it joins Docker's own default bridge.
    pub default_bridge: Fact<bool>,
    /// Whether each network it joins is a bridge that is made for it and leaves the address of
    /// published ports to the daemon.
    pub plain_bridges: bool,
    /// The containers it is linked to.
    pub links: Listed<Link>,
    /// The image it runs or is built as, as a reference.
    pub image: Listed<String>,
    /// What it starts with.
    pub started: Started,
    /// The programs that were seen running in it; `None` where nobody looked.
    pub programs: Option<Listed<String>>,
    /// Containers or services whose volumes it takes over; `name`, or with `:ro` behind it.
    pub volumes_from: Listed<String>,
    /// Names that are pinned to an address, as an engine shows them.
    pub names: Listed<PinnedName>,
}

/// A name that a container finds at an address whatever a resolver says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PinnedName {
    /// The name.
    pub name: String,
    /// The address, or `host-gateway`.
    pub address: String,
}

/// A link to another container.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// As written, `container` or `container:alias`.
    pub text: String,
    /// Whether the container need not belong to the project.
    pub is_external: bool,
}

impl PinnedName {
    /// `name:address`, or with an equals sign, where the address may hold colons.
    fn of_container(text: &str) -> Option<Self> {
        let (name, address) = text.split_once(['=', ':'])?;
        Some(Self {
            name: name.to_owned(),
            address: address.to_owned(),
        })
    }

    /// `address name`, as a swarm keeps it.
    pub(super) fn of_service(text: &str) -> Option<Self> {
        let (address, name) = text.split_once(' ')?;
        Some(Self {
            name: name.trim().to_owned(),
            address: address.to_owned(),
        })
    }
}

fn is_default_bridge(mode: &str) -> bool {
    matches!(mode, "bridge" | "default")
}
