//! A container as the engine describes it.

use super::Field;
use crate::span::{Span, Spanned};

/// Strings of a list, each with its place.
type Words = Field<Vec<Spanned<String>>>;
/// Keys and values of an object, in its order, each with its place.
type Pairs = Field<Vec<(Spanned<String>, Spanned<String>)>>;

/// Which engine printed an object.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Engine {
    /// Docker, or an engine that prints what Docker prints.
    #[default]
    Docker,
    /// Podman, whose capabilities are listed as differences from its own defaults.
    Podman,
}

/// One inspected container. Docker has folded the image's own settings into it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Container {
    /// The engine that printed it.
    pub engine: Engine,
    /// The whole object.
    pub span: Span,
    /// Its number in the document, from 0, over all lists.
    pub index: usize,
    /// `Id`.
    pub id: Field<String>,
    /// `Name`, without the leading slash.
    pub name: Field<String>,
    /// `Image`: the id of the image it was made from.
    pub image: Field<String>,
    /// `ImageName`, which Podman alone prints.
    pub image_name: Field<String>,
    /// `Path`: the program that is started.
    pub path: Field<String>,
    /// `Args`: its arguments.
    pub args: Words,
    /// `Created`, as printed.
    pub created: Field<String>,
    /// `Platform`, e.g. `linux`.
    pub platform: Field<String>,
    /// `AppArmorProfile`; filled when the container starts.
    pub app_armor_profile: Field<String>,
    /// `EffectiveCaps`, which Podman alone prints; `Absent` there means none.
    pub effective_caps: Words,
    /// `State`.
    pub state: State,
    /// `Config`.
    pub config: Config,
    /// `HostConfig`.
    pub host: HostConfig,
    /// `Mounts`: what is really mounted.
    pub mounts: Field<Vec<Mount>>,
    /// `NetworkSettings`.
    pub network: NetworkSettings,
}

/// Whether a container runs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// `State.Running`.
    pub running: Field<bool>,
    /// `State.Status`, e.g. `exited`.
    pub status: Field<String>,
    /// `State.Health.Status`; Podman 3 says `State.Healthcheck.Status`.
    pub health: Field<String>,
}

/// What a container or an image is set to run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// The place of the object, or `None` where there is none.
    pub span: Option<Span>,
    /// `User`.
    pub user: Field<String>,
    /// `Env`: `NAME=value`, one a line.
    pub env: Words,
    /// `Image`: the reference it was started from.
    pub image: Field<String>,
    /// `Labels`.
    pub labels: Pairs,
    /// `Healthcheck.Test`.
    pub healthcheck: Words,
    /// `ExposedPorts`: the keys, e.g. `80/tcp`.
    pub exposed_ports: Words,
    /// `Cmd`.
    pub cmd: Words,
    /// `Entrypoint`; Podman also prints one string.
    pub entrypoint: Words,
}

/// How the host treats a container.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HostConfig {
    /// The place of the object, or `None` where there is none.
    pub span: Option<Span>,
    /// `Privileged`.
    pub privileged: Field<bool>,
    /// `CapAdd`, spelt as the client sent it.
    pub cap_add: Words,
    /// `CapDrop`, spelt as the client sent it.
    pub cap_drop: Words,
    /// `SecurityOpt`.
    pub security_opt: Words,
    /// `NetworkMode`.
    pub network_mode: Field<String>,
    /// `PidMode`.
    pub pid_mode: Field<String>,
    /// `IpcMode`.
    pub ipc_mode: Field<String>,
    /// `UTSMode`.
    pub uts_mode: Field<String>,
    /// `UsernsMode`.
    pub userns_mode: Field<String>,
    /// `CgroupnsMode`; Podman says `CgroupMode`.
    pub cgroupns_mode: Field<String>,
    /// `CgroupParent`.
    pub cgroup_parent: Field<String>,
    /// `ReadonlyRootfs`.
    pub readonly_rootfs: Field<bool>,
    /// `Memory` in bytes; 0 is no limit.
    pub memory: Field<i64>,
    /// `MemorySwap` in bytes; -1 is no limit.
    pub memory_swap: Field<i64>,
    /// `NanoCpus` in billionths of a processor; 0 is no limit.
    pub nano_cpus: Field<i64>,
    /// `CpuQuota` in microseconds a period; 0 and less is no limit.
    pub cpu_quota: Field<i64>,
    /// `CpuPeriod` in microseconds.
    pub cpu_period: Field<i64>,
    /// `CpuShares`, a relative weight; 0 is the default.
    pub cpu_shares: Field<i64>,
    /// `PidsLimit`; 0 and less is no limit.
    pub pids_limit: Field<i64>,
    /// `RestartPolicy`.
    pub restart_policy: RestartPolicy,
    /// `Binds`: `source:target[:options]`.
    pub binds: Words,
    /// `Mounts`: what was asked for with `--mount`.
    pub mounts: Field<Vec<HostMount>>,
    /// `PortBindings`: what was asked for.
    pub port_bindings: Field<Vec<PublishedPort>>,
    /// `PublishAllPorts`.
    pub publish_all_ports: Field<bool>,
    /// `Devices`.
    pub devices: Field<Vec<Device>>,
}

/// When the engine starts a container again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RestartPolicy {
    /// `Name`; absence and `no` are the same.
    pub name: Field<String>,
    /// `MaximumRetryCount`; 0 is no limit.
    pub maximum_retry_count: Field<i64>,
}

/// One entry of a container's `Mounts`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mount {
    /// The whole entry.
    pub span: Span,
    /// `Type`, e.g. `bind`.
    pub kind: Field<String>,
    /// `Name` of a volume.
    pub name: Field<String>,
    /// `Source` on the host.
    pub source: Field<String>,
    /// `Destination` in the container.
    pub destination: Field<String>,
    /// `Mode`, e.g. `ro,rshared`.
    pub mode: Field<String>,
    /// `RW`.
    pub rw: Field<bool>,
    /// `Propagation`, e.g. `rprivate`.
    pub propagation: Field<String>,
}

/// One entry of `HostConfig.Mounts`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HostMount {
    /// The whole entry.
    pub span: Span,
    /// `Type`, e.g. `bind`.
    pub kind: Field<String>,
    /// `Source` on the host.
    pub source: Field<String>,
    /// `Target` in the container.
    pub target: Field<String>,
    /// `ReadOnly`.
    pub read_only: Field<bool>,
    /// `BindOptions.Propagation`.
    pub propagation: Field<String>,
}

/// One binding of a container's port, or a port that is exposed and not bound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedPort {
    /// The whole binding, or the key where there is none.
    pub span: Span,
    /// The container's port and protocol, e.g. `80/tcp`.
    pub container: Spanned<String>,
    /// Claims that the port is bound on the host at all.
    pub is_bound: bool,
    /// `HostIp`; absence is the daemon's default address.
    pub host_ip: Field<String>,
    /// `HostPort`; absence is a random port.
    pub host_port: Field<String>,
}

/// One entry of `HostConfig.Devices`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Device {
    /// The whole entry.
    pub span: Span,
    /// `PathOnHost`.
    pub path_on_host: Field<String>,
    /// `PathInContainer`.
    pub path_in_container: Field<String>,
    /// `CgroupPermissions`, e.g. `rwm`.
    pub permissions: Field<String>,
}

/// What the network really looks like while the container runs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NetworkSettings {
    /// `Ports`: what is really bound; empty while the container stands still.
    pub ports: Field<Vec<PublishedPort>>,
    /// The names of `Networks`.
    pub networks: Words,
}
