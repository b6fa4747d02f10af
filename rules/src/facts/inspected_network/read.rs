//! What a network's and a volume's documents say, as facts.

use super::{Network, Volume};
use crate::facts::Listed;
use crate::facts::container::Inspected;
use crate::model::inspect::{self, Engine, Field, Pairs};

/// The options of a bridge that tell Docker's own default one.
const DEFAULT_BRIDGE: &str = "com.docker.network.bridge.default_bridge";
const BRIDGE_NAME: &str = "com.docker.network.bridge.name";
/// The label of volumes that nobody named.
const ANONYMOUS: &str = "com.docker.volume.anonymous";
/// How many letters of an id people tell it by.
const SHORT: usize = 12;

impl Network {
    /// What the engine shows of a network; `name_of` tells what a container's id stands for,
    /// where the container is inspected too.
    pub(in crate::facts) fn of(
        source: Inspected,
        network: &inspect::Network,
        name_of: impl Fn(&str) -> Option<String>,
        has_daemon: bool,
    ) -> Self {
        let text = |field: &Field<String>, absent: &str| {
            source.fact(field, absent.to_owned(), Clone::clone)
        };
        let flag = |field: &Field<bool>| source.fact(field, false, |it| *it);
        let is = |option: &str, value: &str| {
            let stated = network.option(option);
            stated.is_some_and(|stated| stated.value == value)
        };
        // Podman has no bridge that containers share unasked.
        let is_default_bridge = network.engine == Engine::Docker
            && (is(DEFAULT_BRIDGE, "true") || is(BRIDGE_NAME, "docker0"));
        Self {
            name: name(&network.name, &network.id),
            driver: text(&network.driver, ""),
            scope: text(&network.scope, "local"),
            options: options(source, &network.options),
            internal: flag(&network.internal),
            attachable: flag(&network.attachable),
            ingress: flag(&network.ingress),
            is_default_bridge,
            has_daemon,
            containers: source.list(&network.containers, |id| {
                let short = || id.value.get(..SHORT).unwrap_or(&id.value).to_owned();
                Some((name_of(&id.value).unwrap_or_else(short), id.span))
            }),
        }
    }
}

impl Volume {
    /// What the engine shows of a volume; `used` tells whether an inspected container mounts it.
    pub(in crate::facts) fn of(
        source: Inspected,
        volume: &inspect::Volume,
        used: Option<bool>,
    ) -> Self {
        let name = name(&volume.name, &Field::Absent);
        let is_id = name.len() == 64 && name.bytes().all(|it| it.is_ascii_hexdigit());
        let is_labelled = volume.labels.value_of(ANONYMOUS).is_some();
        let mounted = volume.mount_count.value().map(|count| *count > 0);
        Self {
            driver: source.fact(&volume.driver, "local".to_owned(), Clone::clone),
            options: options(source, &volume.options),
            anonymous: is_id || is_labelled || volume.anonymous.value() == Some(&true),
            used: match (used, mounted) {
                (Some(true), _) | (_, Some(true)) => Some(true),
                (used, mounted) => used.or(mounted),
            },
            name,
        }
    }
}

fn name(name: &Field<String>, id: &Field<String>) -> String {
    let name = name.value().or(id.value());
    name.map_or_else(String::new, Clone::clone)
}

fn options(source: Inspected, options: &Pairs) -> Listed<(String, String)> {
    source.list(options, |(name, value)| {
        Some(((name.value.clone(), value.value.clone()), value.span))
    })
}
