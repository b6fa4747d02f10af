//! What the artifacts establish about each subject, and which place says so.
//!
//! Only here is known how artifacts override each other (what runs beats what is deployed,
//! and that beats what was built) and what Docker does where none of them speaks.

mod addressing;
mod bounds;
mod build;
mod commands;
mod composed;
mod confinement;
mod container;
mod context;
mod daemon;
mod devices;
mod drift;
mod env_files;
mod environment;
mod files;
mod host_paths;
mod hosts;
mod image;
mod inspected_image;
mod inspected_network;
mod logging;
mod machine;
mod masking;
mod memory;
mod mounts;
mod mounts_of_service;
mod namespaces;
mod packages;
mod paths;
mod ports;
mod processor;
pub mod secrets;
mod security;
mod service;
mod stage;
mod stored;
mod subjects;
mod swarm_service;
mod variables;

pub use addressing::{Addressing, Link, PinnedName};
pub use bounds::{Bounds, KernelParameter, Ulimit};
pub use build::{Build, Call, Step};
pub use commands::{BuildMount, BuildMountKind, Run, RunForm, ShellOptions};
pub use composed::{Composed, Declared, Whole};
pub use confinement::Confinement;
pub use context::Ignore;
pub use daemon::{Daemon, Firewall, Interface, Stock, Swarm, SystemCalls};
pub use devices::{Device, DeviceKind, DeviceRule, Devices};
pub use drift::Drift;
pub use environment::{Secret, Variable};
pub use files::{Document, below, is_left_out, is_left_out_anywhere};
pub(crate) use host_paths::normalise as comparable_path;
pub use host_paths::{Exposure, SocketReach, is_engine_socket};
pub use image::{Approval, ImageReference};
pub use inspected_image::{ImageStep, Picture, Running};
pub use inspected_network::{Network, Volume};
pub use logging::Logging;
pub use machine::{
    AuditRule, ExecCall, HostFile, Listener, Machine, Member, Record, Records, Sighting,
};
pub(crate) use masking::{is_masked, masked};
pub use memory::MemoryMount;
pub(crate) use mounts::is_socket_proxy;
pub use mounts::{Mount, MountKind, OpenMount};
pub use namespaces::Namespaces;
pub use packages::{Action, Cache, Cleaning, Manager, Package, PackageCall, Pin};
pub use paths::is_absolute_path;
pub use ports::Binding;
pub(crate) use ports::ports;
pub use processor::ProcessorTime;
pub use security::{Capability, Reach, SecurityOption};
pub use stored::StoredConfig;
pub use subjects::{Later, subjects};
pub use variables::{variables_in, with_value};

use std::sync::Arc;

use crate::catalogue::SubjectKind;
use crate::finding::Evidence;
use crate::model::inspect;
use crate::project::Deployer;

/// Something that is judged, with all that is known of it.
///
/// Facts are many: they lie apart, because a subject is moved about and most have only some.
#[derive(Clone, Debug)]
pub struct Subject<'a> {
    /// Stable as long as the subject keeps its name and place, e.g. `service:compose.yaml#web`.
    pub id: Arc<str>,
    /// What it is.
    pub kind: SubjectKind,
    /// What people call it.
    pub name: String,
    /// The artifacts it was read from, its own first.
    pub artifacts: Vec<usize>,
    /// Why it is tied to each further artifact, one sentence each.
    pub ties: Vec<String>,
    /// Where it is declared: a missing setting is reported there.
    pub declared: Evidence,
    /// Whether its nature takes it out of every control, as a provider's service has no container.
    pub exempt: bool,
    /// What an image, a service and a container have; `None` where only another tool names it.
    pub common: Option<Box<Common>>,
    /// What a service and a container have.
    pub runtime: Option<Box<Runtime>>,
    /// What a Dockerfile's stage has.
    pub build: Option<Box<Build<'a>>>,
    /// What a compose project's service has.
    pub service: Option<Composed<'a>>,
    /// What a network, volume, secret or config of a compose project has.
    pub declaration: Option<Declared<'a>>,
    /// What a compose project has as a whole.
    pub project: Option<Whole<'a>>,
    /// What is there beyond what was asked for.
    pub seen: Option<Box<Seen>>,
    /// The subjects it is tied to, each with the reason.
    pub relations: Vec<Relation>,
    /// The inspected object it is.
    pub(crate) origin: Option<Origin<'a>>,
}

/// The inspected object that a subject is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Origin<'a> {
    /// A container.
    Container(&'a inspect::Outline),
    /// An image.
    Image(&'a inspect::Image),
    /// A network.
    Network(&'a inspect::Network),
    /// A volume.
    Volume(&'a inspect::Volume),
    /// A service of a swarm.
    Service(&'a inspect::SwarmService),
}

/// A tie from one subject to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// The other subject's id.
    pub to: Arc<str>,
    /// How they belong together, read from the one that has it to the other.
    pub kind: RelationKind,
    /// What shows it, as a whole sentence.
    pub reason: String,
}

/// How one subject belongs to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RelationKind {
    /// It is on that host, or that daemon keeps it.
    RunsOn,
    /// It runs that image.
    Runs,
    /// It is what that service became.
    Realises,
    /// It is built from that Dockerfile.
    BuiltFrom,
    /// It is on that network.
    Joins,
    /// It mounts that volume.
    Mounts,
}

impl RelationKind {
    /// The name in exports.
    pub const fn word(self) -> &'static str {
        match self {
            Self::RunsOn => "runs_on",
            Self::Runs => "runs",
            Self::Realises => "realises",
            Self::BuiltFrom => "built_from",
            Self::Joins => "joins",
            Self::Mounts => "mounts",
        }
    }
}

/// What is there, as the engine or the machine shows it.
#[derive(Clone, Debug)]
pub enum Seen {
    /// A machine that runs containers.
    Machine(Machine),
    /// A daemon and the swarm it belongs to.
    Daemon(Arc<Daemon>),
    /// A network.
    Network(Network),
    /// A volume.
    Volume(Volume),
    /// An image.
    Picture(Picture),
    /// A container, beside what it was started with.
    Running(Running),
    /// A config that a swarm keeps.
    Config(StoredConfig),
}

/// One settled or unsettled property.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact<T> {
    /// An artifact states the value, at the place `evidence` names.
    Stated {
        /// What it states.
        value: T,
        /// Where.
        evidence: Evidence,
    },
    /// No artifact states it, so Docker's documented default holds.
    Default(T),
    /// These artifacts cannot settle it.
    Unknown(Unknown),
}

/// Why a property is not settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// What would settle it.
    pub needs: Need,
    /// The place that leaves it open.
    pub evidence: Option<Evidence>,
}

/// What would settle an unknown property.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Need {
    /// `docker inspect` of this image, or its Dockerfile.
    Image(String),
    /// The same, of the image a Dockerfile builds on.
    BaseImage(String),
    /// What this file sets.
    File(String),
    /// The output of one of these commands, or one of these files, in words.
    Source(&'static str),
    /// The values of these variables.
    Variables(Vec<String>),
    /// A readable value: this one is not what the format asks for.
    Readable(String),
    /// The whole text: a part of it could not be read.
    Whole,
}

/// A property that is a list, of which some entries may be unsettled.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listed<T> {
    /// The entries that are known, each with its place.
    pub items: Vec<Stated<T>>,
    /// The entries that are not.
    pub unknown: Vec<Unknown>,
}

/// An entry of a list and the place that states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated<T> {
    /// The entry.
    pub value: T,
    /// Where it is stated.
    pub evidence: Evidence,
}

/// What every subject has.
#[derive(Clone, Debug)]
pub struct Common {
    /// The user the main process starts as.
    pub user: Fact<User>,
    /// Whether Docker probes its health.
    pub health: Fact<Health>,
    /// The environment it is given, build arguments of a stage included.
    pub environment: Listed<Variable>,
    /// The images it names: a stage's base and `COPY --from`, a service's or container's image.
    pub images: Listed<ImageReference>,
    /// Labels that an engine shows and that hold a secret; those in files are judged as text.
    pub labels: Listed<Variable>,
    /// The commands that an engine shows, word by word; those in files are judged as text.
    pub commands: Vec<Vec<Stated<String>>>,
}

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

/// The user a main process starts as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// As written: `name`, `uid`, `user:group`.
    pub name: String,
    /// The base image that is known to start as this user, where no artifact says so itself.
    pub base_image: Option<String>,
}

/// Whether Docker probes a container's health.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Health {
    /// A probe is defined.
    Probed,
    /// A probe is switched off on purpose.
    Disabled,
    /// A Dockerfile says on purpose that its image brings none, which leaves the probe to
    /// whoever runs it.
    Declined,
    /// No probe is defined.
    Absent,
    /// A probe is defined that always says yes.
    Feigned,
    /// The probe is the text `NONE`, which is a command of that name and not the word that
    /// switches a probe off.
    NoneAsCommand,
    /// It ends once its work is done, and others wait for that, so there is nothing to probe.
    Unneeded,
}

/// Whether a resource is bounded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Limit {
    /// A positive bound is set.
    Bounded,
    /// There is none; the text that says so, where one does.
    Unbounded(String),
    /// What is stated is no limit that Compose takes; what is wrong with it.
    Refused(String),
}

/// What happens when the main process ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Restart {
    /// It stays ended.
    Never,
    /// It is started again after a failure, at most this often; `None` for no bound.
    OnFailure(Option<u64>),
    /// It is always started again, in the policy's own word.
    Unbounded(String),
}

impl Subject<'_> {
    /// A subject of which nothing is known but that another tool names it.
    pub(crate) fn named_only(
        id: Arc<str>,
        kind: SubjectKind,
        name: String,
        declared: Evidence,
    ) -> Self {
        Self {
            id,
            kind,
            name,
            artifacts: vec![declared.artifact],
            ties: Vec::new(),
            declared,
            exempt: false,
            common: None,
            runtime: None,
            build: None,
            service: None,
            declaration: None,
            project: None,
            seen: None,
            relations: Vec::new(),
            origin: None,
        }
    }
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
}

impl User {
    /// A user that an artifact names.
    pub fn named(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            base_image: None,
        }
    }

    /// The user Docker falls back to.
    pub fn root() -> Self {
        Self::named("root")
    }

    /// The part before `:`; empty where only a group is named.
    pub fn user_part(&self) -> &str {
        self.name
            .split(':')
            .next()
            .unwrap_or_default()
            .trim()
            .trim_matches(['"', '\''])
    }

    /// Whether the part before `:` is root or a number equal to 0, in any spelling.
    pub fn is_root(&self) -> bool {
        let name = self.user_part();
        // The engine reads the number as Go does, so a sign or more zeros change nothing.
        let is_zero = name.parse() == Ok(0_i64);
        is_zero || name == "root" || name.eq_ignore_ascii_case("ContainerAdministrator")
    }
}

impl Health {
    /// What a test amounts to, by its words from `CMD` or `CMD-SHELL` on.
    pub(crate) fn of_test<'w>(words: impl Iterator<Item = &'w str>) -> Self {
        let command: Vec<&str> = words.skip(1).flat_map(str::split_whitespace).collect();
        match command.as_slice() {
            ["true" | "/bin/true" | "/usr/bin/true" | ":"] | ["exit", "0"] => Self::Feigned,
            _ => Self::Probed,
        }
    }
}

impl Runtime {
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

impl<T> Fact<T> {
    /// The value, where it is settled.
    pub const fn value(&self) -> Option<&T> {
        match self {
            Self::Stated { value, .. } | Self::Default(value) => Some(value),
            Self::Unknown(_) => None,
        }
    }

    /// The place that states or leaves it open.
    pub const fn evidence(&self) -> Option<Evidence> {
        match self {
            Self::Stated { evidence, .. } => Some(*evidence),
            Self::Default(_) => None,
            Self::Unknown(unknown) => unknown.evidence,
        }
    }
}

impl<T> Fact<T> {
    /// Changes the value and keeps where it comes from.
    pub(crate) fn map_value<U>(self, change: impl FnOnce(T) -> U) -> Fact<U> {
        match self {
            Self::Stated { value, evidence } => Fact::Stated {
                value: change(value),
                evidence,
            },
            Self::Default(value) => Fact::Default(change(value)),
            Self::Unknown(unknown) => Fact::Unknown(unknown),
        }
    }
}

impl<T> Listed<T> {
    /// A list without entries.
    pub const fn none() -> Self {
        Self {
            items: Vec::new(),
            unknown: Vec::new(),
        }
    }

    /// Whether there is no entry, known or unknown.
    pub const fn is_none(&self) -> bool {
        self.items.is_empty() && self.unknown.is_empty()
    }

    /// Adds a known entry.
    pub fn push(&mut self, value: T, evidence: Evidence) {
        self.items.push(Stated { value, evidence });
    }
}

impl Need {
    /// What is missing, for a person.
    pub fn describe(&self) -> String {
        match self {
            Self::Image(image) | Self::BaseImage(image) => format!("docker inspect of {image}"),
            Self::File(file) => format!("what the file {file} sets"),
            Self::Source(what) => (*what).to_owned(),
            Self::Variables(names) => format!("a value for {}", names.join(", ")),
            Self::Readable(what) => what.clone(),
            Self::Whole => "the part that could not be read".to_owned(),
        }
    }
}
