//! The daemon's configuration, by its keys.

use super::object::Object;
use crate::model::daemon_config::{Standing, standing};

/// Keys that few other files have.
const DISTINCTIVE: &[&str] = &[
    "log-driver",
    "log-opts",
    "storage-driver",
    "registry-mirrors",
    "insecure-registries",
    "live-restore",
    "userns-remap",
    "default-address-pools",
    "exec-opts",
    "data-root",
    "hosts",
    "icc",
    "runtimes",
    "features",
    "bip",
    "iptables",
    "metrics-addr",
    "no-new-privileges",
    "userland-proxy",
    "default-runtime",
    "dns",
];

/// Whether every key is the daemon's and at least one is so alone.
pub(super) fn is_daemon(object: &Object<'_>) -> bool {
    let keys = || object.keys.iter().map(|(key, _)| key.as_ref());
    keys().any(|key| DISTINCTIVE.contains(&key))
        && keys().all(|key| standing(key) != Standing::Unknown)
}
