//! What the engine shows of a network and of a volume.

mod read;

use super::{Fact, LOCAL_PERSIST, Listed, Mount, Stated};
use crate::finding::Evidence;

/// A network as the engine describes it.
#[derive(Clone, Debug)]
pub struct Network {
    /// Its name.
    pub name: String,
    /// The driver, e.g. `bridge` or `overlay`.
    pub driver: Fact<String>,
    /// `local` or `swarm`.
    pub scope: Fact<String>,
    /// The driver's options: name and value.
    pub options: Listed<(String, String)>,
    /// Whether it has no way out.
    pub internal: Fact<bool>,
    /// Whether containers outside of services may join.
    pub attachable: Fact<bool>,
    /// Whether it routes a swarm's published ports.
    pub ingress: Fact<bool>,
    /// Whether it is Docker's default bridge.
    pub is_default_bridge: bool,
    /// Whether its daemon is judged too, which speaks of the default bridge itself.
    pub has_daemon: bool,
    /// The containers on it, by name.
    pub containers: Listed<String>,
}

/// A volume as the engine describes it.
#[derive(Clone, Debug)]
pub struct Volume {
    /// Its name.
    pub name: String,
    /// The driver, e.g. `local`.
    pub driver: Fact<String>,
    /// The driver's options: name and value.
    pub options: Listed<(String, String)>,
    /// Whether nobody named it.
    pub anonymous: bool,
    /// Whether an inspected container uses it; `None` where none was inspected.
    pub used: Option<bool>,
}

impl Network {
    /// The value of an option and where it stands.
    pub fn option(&self, name: &str) -> Option<(&str, Evidence)> {
        option(&self.options, name)
    }
}

impl Volume {
    /// The value of an option and where it stands.
    pub fn option(&self, name: &str) -> Option<(&str, Evidence)> {
        option(&self.options, name)
    }

    /// Whether the engine's own driver keeps it, whose options are those of `mount`.
    pub fn is_local(&self) -> bool {
        self.driver.value().is_some_and(|driver| driver == "local")
    }

    /// The path of the host that it only stands for; `None` where it is a volume of its own.
    ///
    /// Whoever mounts it gets that path, whatever the container's document calls it.
    pub fn bound(&self) -> Option<Stated<Mount>> {
        let driver = self.driver.value().map(String::as_str);
        if driver == Some(LOCAL_PERSIST) {
            let (path, evidence) = self.option("mountpoint")?;
            let value = Mount::of_host(path);
            return Some(Stated { value, evidence });
        }
        let (device, evidence) = self.option("device").filter(|_| self.is_local())?;
        let text = |name| self.option(name).map_or("", |(text, _)| text);
        let value = Mount::behind_volume(device, text("type"), text("o"))?;
        Some(Stated { value, evidence })
    }
}

fn option<'o>(options: &'o Listed<(String, String)>, name: &str) -> Option<(&'o str, Evidence)> {
    let found = options.items.iter().find(|option| option.value.0 == name)?;
    Some((&found.value.1, found.evidence))
}
