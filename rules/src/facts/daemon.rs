//! What is known of one Docker daemon: its settings in force and the swarm it belongs to.

mod certificate;
mod confinement;
mod credentials;
mod interface;
mod networks;
mod read;
mod registries;
mod runtimes;
mod sources;
mod stock;
mod swarm;

pub(super) use sources::Sources;

use jiff::civil::Date;

use super::{Fact, Listed};

/// One daemon, by what it prints, what it was started with and what its file says.
#[derive(Clone, Debug)]
pub struct Daemon {
    /// The engine's release, e.g. `27.3.1`.
    pub release: Fact<String>,
    /// Further programs with their releases, e.g. `runc` and `1.1.12`.
    pub components: Listed<(String, String)>,
    /// The day the report holds for, which ages are counted to.
    pub today: Option<Date>,
    /// Whether anything speaks of its machine too.
    pub has_machine: bool,
    /// Whether experimental features are on.
    pub experimental: Fact<bool>,
    /// Whether it runs without root's rights.
    pub rootless: Fact<bool>,
    /// Whether root in containers is another user on the host.
    pub users_remapped: Fact<bool>,
    /// Whether containers on the default bridge may reach each other.
    pub bridge_traffic: Fact<bool>,
    /// Drivers whose new networks let in what no port was published for: name and mode.
    pub open_gateways: Listed<(String, String)>,
    /// The level of its log; `debug` where debugging is on.
    pub log_level: Fact<String>,
    /// Its part in the host's firewall.
    pub firewall: Firewall,
    /// Registries it speaks to without verified TLS, loopback left out.
    pub insecure_registries: Listed<String>,
    /// Mirrors reached over plain HTTP.
    pub plain_mirrors: Listed<String>,
    /// The storage driver, e.g. `overlay2`.
    pub storage_driver: Fact<String>,
    /// Options of the storage driver, e.g. `dm.basesize=20G`.
    pub storage_options: Listed<String>,
    /// How its API is reached.
    pub interface: Interface,
    /// Limits that containers start with, by name.
    pub default_ulimits: Listed<String>,
    /// The control group above containers; empty for Docker's own.
    pub cgroup_parent: Fact<String>,
    /// The control group namespace containers get, `private` or `host`.
    pub cgroup_namespaces: Fact<String>,
    /// The version of control groups, 1 or 2.
    pub cgroup_version: Fact<u8>,
    /// Plugins that are asked before a command is carried out.
    pub authorization_plugins: Listed<String>,
    /// The log driver containers get.
    pub log_driver: Fact<String>,
    /// Options of that driver, by name.
    pub log_options: Listed<(String, String)>,
    /// Whether containers are kept from gaining privileges unless they ask otherwise.
    pub privileges_fixed: Fact<bool>,
    /// Whether containers outlive a restart of the daemon.
    pub live_restore: Fact<bool>,
    /// Whether ports are forwarded by a program for each.
    pub userland_proxy: Fact<bool>,
    /// The system calls containers get.
    pub system_calls: Fact<SystemCalls>,
    /// Whether the kernel confines by `AppArmor`.
    pub app_armor: Fact<bool>,
    /// Whether the daemon labels containers for `SELinux`.
    pub selinux: Fact<bool>,
    /// Whether it was told to label them, which it can only where the kernel has `SELinux`.
    pub labels_asked: Fact<bool>,
    /// Where metrics are served; empty for nowhere.
    pub metrics_address: Fact<String>,
    /// The port of the network's diagnosis; 0 for none.
    pub diagnostic_port: Fact<i64>,
    /// The address ports are published on where none is asked for.
    pub default_address: Fact<String>,
    /// The same for bridges that are made without an address of their own; empty where none is
    /// set.
    pub bridge_address: Fact<String>,
    /// The runtime containers get, `runc` by default.
    pub default_runtime: Fact<String>,
    /// Arguments that runtimes are started with: runtime and argument.
    pub runtime_arguments: Listed<(String, String)>,
    /// The namespace for shared memory containers get, `private` or `shareable`.
    pub ipc_mode: Fact<String>,
    /// Settings that hold credentials, each at its place.
    pub secrets: Listed<String>,
    /// The lowest version of its API it still speaks.
    pub minimum_api: Fact<String>,
    /// Keys of its file that it does not know: it refuses to start with them.
    pub unknown_keys: Listed<String>,
    /// Keys of its file that newer engines dropped.
    pub retired_keys: Listed<String>,
    /// What it warns of in its own words.
    pub warnings: Listed<String>,
    /// The folder that holds images and containers.
    pub data_root: Fact<String>,
    /// Containers by state and images, where it counts them.
    pub stock: Stock,
    /// Whether the host is Windows or a virtual machine that a desktop program keeps, where
    /// controls on the host's files do not hold as written.
    pub desktop: bool,
    /// The swarm it belongs to.
    pub swarm: Swarm,
}

/// A daemon's part in the host's firewall.
#[derive(Clone, Debug)]
pub struct Firewall {
    /// Whether it writes rules for IPv4.
    pub rules: Fact<bool>,
    /// Whether it writes rules for IPv6.
    pub rules_v6: Fact<bool>,
    /// Whether containers' own addresses may be reached from outside the host.
    pub direct_routing: Fact<bool>,
    /// Whether forwarding stays open for what it has no rule for.
    pub forward_unfiltered: Fact<bool>,
}

/// How a daemon's API is reached.
#[derive(Clone, Debug)]
pub struct Interface {
    /// The addresses it listens on, e.g. `tcp://0.0.0.0:2375`.
    pub endpoints: Listed<String>,
    /// Whether clients must show a certificate it trusts.
    pub clients_verified: Fact<bool>,
    /// Whether it speaks TLS at all.
    pub encrypted: Fact<bool>,
    /// The files for that, those of authority, certificate and key; empty where none is set.
    pub authority: Fact<String>,
    /// The daemon's own certificate.
    pub certificate: Fact<String>,
    /// The key to it.
    pub key: Fact<String>,
    /// Addresses the daemon itself says anybody can reach, and whether they are encrypted.
    pub open: Listed<(String, bool)>,
}

/// The system calls a container may make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SystemCalls {
    /// Those of Docker's own profile.
    Builtin,
    /// Those of this profile.
    Profile(String),
    /// All.
    Unconfined,
    /// All, because the kernel or the daemon cannot filter them.
    Unfiltered,
}

/// What lies about on a host.
#[derive(Clone, Debug)]
pub struct Stock {
    /// Containers that are not running.
    pub stopped: Fact<u64>,
    /// Containers in all.
    pub containers: Fact<u64>,
    /// Images.
    pub images: Fact<u64>,
    /// Images that no inspected container runs.
    pub images_unused: Fact<u64>,
}

/// What is known of a swarm from one of its nodes.
#[derive(Clone, Debug)]
pub struct Swarm {
    /// Whether the daemon is part of one.
    pub active: Fact<bool>,
    /// Whether something inspected needs it: a service, a stack, a task.
    pub is_used: bool,
    /// Whether it is one of its managers.
    pub is_manager: Fact<bool>,
    /// How many managers it has.
    pub managers: Fact<u64>,
    /// How many nodes it has.
    pub nodes: Fact<u64>,
    /// Managers that cannot be reached.
    pub unreachable: Listed<String>,
    /// Managers that take work as well.
    pub working_managers: Listed<String>,
    /// Releases of the engine on its nodes, each once.
    pub releases: Listed<String>,
    /// Whether a restarted manager asks for the key.
    pub locked: Fact<bool>,
    /// How long a node's certificate holds, in hours.
    pub certificate_hours: Fact<u64>,
    /// The day its root certificate begins.
    pub root_since: Fact<Date>,
    /// The address it is reached at by other nodes.
    pub address: Fact<String>,
    /// How many secrets it keeps.
    pub secrets: Fact<u64>,
    /// Its secrets by name, each with the day it was made: a secret's value never changes.
    pub secrets_made: Listed<(String, Date)>,
}
