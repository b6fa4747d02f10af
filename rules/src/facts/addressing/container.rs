//! How a container is reached.

use super::{Addressing, Link, PinnedName, is_default_bridge};
use crate::facts::container::Inspected;
use crate::facts::{Fact, Started};
use crate::model::inspect::{Container, Engine, Field};
use crate::span::Spanned;

impl Inspected {
    /// How a container is reached.
    pub(in crate::facts) fn addressing(self, container: &Container) -> Addressing {
        let words = |words| {
            let word = |word: &Spanned<String>| Some((word.value.clone(), word.span));
            self.list(words, word)
        };
        Addressing {
            default_bridge: self.on_default_bridge(container),
            plain_bridges: false,
            links: self.list(&container.host.links, |link| {
                let text = link.value.clone();
                let is_external = false;
                Some((Link { text, is_external }, link.span))
            }),
            image: self.list(&container.config.image.listed(), |image| {
                Some((image.value.clone(), image.span))
            }),
            started: Started::of_both(words(&container.path.listed()), words(&container.args)),
            programs: None,
            volumes_from: self.list(&container.host.volumes_from, |from| {
                Some((from.value.clone(), from.span))
            }),
            names: self.list(&container.host.extra_hosts, |host| {
                Some((PinnedName::of_container(&host.value)?, host.span))
            }),
        }
    }

    fn on_default_bridge(self, container: &Container) -> Fact<bool> {
        // Podman calls every network of its own a bridge.
        if container.engine == Engine::Podman {
            return Fact::Default(false);
        }
        let joined = container.network.networks.items();
        let bridge = joined.iter().find(|name| name.value == "bridge");
        match (&container.host.network_mode, bridge, joined.first()) {
            (Field::Stated(mode), Some(_), _) | (Field::Stated(mode), None, None)
                if is_default_bridge(&mode.value) =>
            {
                Fact::Stated {
                    value: true,
                    evidence: self.at(mode.span),
                }
            }
            (_, Some(bridge), _) => Fact::Stated {
                value: true,
                evidence: self.at(bridge.span),
            },
            // A swarm starts its tasks with the default mode and puts them on other networks.
            (Field::Stated(mode), None, Some(other)) if is_default_bridge(&mode.value) => {
                Fact::Stated {
                    value: false,
                    evidence: self.at(other.span),
                }
            }
            (mode, None, _) => self.fact(mode, false, |_| false),
        }
    }
}
