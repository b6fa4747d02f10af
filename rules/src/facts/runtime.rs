//! What a service and a container have.

use std::sync::Arc;

use super::{
    Addressing, Binding, Bounds, Capability, Confinement, Daemon, Devices, Drift, Fact, Limit,
    Listed, Logging, MemoryMount, Mount, Namespaces, OpenMount, ProcessorTime, Restart,
    SecurityOption, Stated,
};
use crate::finding::Evidence;
use crate::project::Deployer;

/// What a service and a container have.
#[derive(Clone, Debug)]
pub struct Runtime {
    /// Whether it runs with every privilege.
    pub privileged: Fact<bool>,
    /// Whether each command that accompanies its start or stop runs with every privilege.
    pub privileged_hooks: Listed<bool>,
    /// Who brings it up, which decides the keys that have an effect.
    pub deployer: Deployer,
    /// What of the host or of volumes it sees.
    pub mounts: Listed<Mount>,
    /// What is known of those mounts that a variable leaves open.
    pub open_mounts: Vec<Stated<OpenMount>>,
    /// How each mount of the host spreads, where that is stated.
    pub propagations: Listed<String>,
    /// Whether its image is made to stand between an engine's socket and others.
    pub is_socket_proxy: bool,
    /// File systems in memory.
    pub memory_mounts: Listed<MemoryMount>,
    /// Devices of the host.
    pub devices: Devices,
    /// Groups that the main process belongs to beside its own.
    pub groups_added: Listed<String>,
    /// Capabilities given beyond the default set.
    pub capabilities_added: Listed<Capability>,
    /// Capabilities taken away.
    pub capabilities_dropped: Listed<Capability>,
    /// Confinement options, in order: a later one overrides an earlier one of the same key.
    pub security_options: Listed<SecurityOption>,
    /// What else says how it is confined.
    pub confinement: Confinement,
    /// The namespaces beside network, processes and shared memory.
    pub namespaces: Namespaces,
    /// The network namespace, e.g. `bridge`, `host`, `container:web`.
    pub network_mode: Fact<String>,
    /// The process namespace, `private` unless shared.
    pub pid_mode: Fact<String>,
    /// The inter-process communication namespace, `private` unless shared.
    pub ipc_mode: Fact<String>,
    /// Ports reachable from outside.
    pub ports: Listed<Binding>,
    /// The setting that publishes every exposed port on a random one.
    pub publishes_all: Option<Evidence>,
    /// The setting that hands the engine's socket to a service.
    pub api_socket: Option<Evidence>,
    /// Whether its memory is bounded.
    pub memory: Fact<Limit>,
    /// Whether its processor time is bounded.
    pub processor_time: Fact<ProcessorTime>,
    /// Whether its processes and threads are bounded.
    pub pids: Fact<Limit>,
    /// Whether the root file system is read-only.
    pub read_only: Fact<bool>,
    /// What happens when the main process ends.
    pub restart: Fact<Restart>,
    /// What else bounds and tunes it.
    pub bounds: Bounds,
    /// How it is reached, beside its ports.
    pub addressing: Addressing,
    /// Where its output goes.
    pub logging: Logging,
    /// Whether it is a Windows container, to which Linux controls do not apply.
    pub windows: bool,
    /// The permission bits of the secrets that a swarm hands to it as files.
    pub secret_modes: Listed<i64>,
    /// The daemon it runs on, where that is known.
    pub daemon: Option<Arc<Daemon>>,
    /// What containers of a service have otherwise than its file says; `None` where none was
    /// inspected.
    pub drifts: Option<Vec<Drift>>,
}

impl Runtime {
    /// Whether a key has no effect, because of who brings the service up.
    pub fn ignores(&self, key: &str) -> bool {
        self.deployer.ignores(key)
    }

    /// Whether it is known to run with every privilege, which says all about its confinement.
    pub fn is_privileged(&self) -> bool {
        self.privileged.value() == Some(&true)
    }

    /// The ports that are published: Docker discards those of a container in the network of
    /// its host.
    pub fn published(&self) -> &Listed<Binding> {
        static NONE: Listed<Binding> = Listed::none();
        if self.network_mode.value().is_some_and(|mode| mode == "host") {
            &NONE
        } else {
            &self.ports
        }
    }
}
