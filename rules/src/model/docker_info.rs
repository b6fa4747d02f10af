//! What `docker info` and `podman info` print, as JSON, as YAML and as text for people.

mod json;
mod labels;
mod lines;
mod podman;
mod registry;
mod security;
mod swarm;
mod text;

#[cfg(test)]
mod tests;

pub(in crate::model) use json::{object, salvaged};
pub(in crate::model) use lines::{Line, lines};
pub use podman::Confinement;
pub use registry::{Index, Registries};
pub use security::SecurityOption;
pub use swarm::{Manager, SwarmState};

use crate::artifact::{Effect, Problem};
use crate::model::inspect::{Engine, Field, Pairs, Words};
use crate::span::{Span, Spanned};

/// An engine as it describes itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DockerInfo {
    /// The engine that printed it.
    pub engine: Engine,
    /// The whole document.
    pub span: Span,
    /// `ServerErrors`, or the lines that say why the daemon was not reached.
    pub server_errors: Words,
    /// Whether it is the text for people: its warnings go to the second output, so that it may
    /// lack them.
    pub is_text: bool,
    /// `ClientErrors`.
    pub client_errors: Words,
    /// `Warnings` of the daemon; a warning may have several lines.
    pub warnings: Words,
    /// `ClientInfo.Warnings`.
    pub client_warnings: Words,
    /// `ClientInfo.Version`.
    pub client_version: Field<String>,
    /// `ID`.
    pub id: Field<String>,
    /// `Name`: the machine's name.
    pub name: Field<String>,
    /// `ServerVersion`.
    pub server_version: Field<String>,
    /// The API's version, which Podman alone prints here.
    pub api_version: Field<String>,
    /// `OperatingSystem`, e.g. `Docker Desktop`.
    pub operating_system: Field<String>,
    /// `OSType`: `linux` or `windows`.
    pub os_type: Field<String>,
    /// `KernelVersion`.
    pub kernel_version: Field<String>,
    /// `Architecture`.
    pub architecture: Field<String>,
    /// `DockerRootDir`.
    pub root_dir: Field<String>,
    /// `Containers`.
    pub containers: Field<i64>,
    /// `ContainersRunning`.
    pub containers_running: Field<i64>,
    /// `ContainersPaused`.
    pub containers_paused: Field<i64>,
    /// `ContainersStopped`.
    pub containers_stopped: Field<i64>,
    /// `Images`.
    pub images: Field<i64>,
    /// `Driver`: the storage driver.
    pub driver: Field<String>,
    /// `DriverStatus`.
    pub driver_status: Pairs,
    /// `LoggingDriver`.
    pub logging_driver: Field<String>,
    /// `CgroupDriver`.
    pub cgroup_driver: Field<String>,
    /// `CgroupVersion`, `1` or `2`; since API 1.41.
    pub cgroup_version: Field<String>,
    /// `Debug` of the daemon.
    pub debug: Field<bool>,
    /// `ExperimentalBuild`.
    pub experimental: Field<bool>,
    /// `LiveRestoreEnabled`.
    pub live_restore: Field<bool>,
    /// `SecurityOptions`.
    pub security_options: Field<Vec<SecurityOption>>,
    /// What Podman says of the confinement of containers instead.
    pub confinement: Confinement,
    /// `RegistryConfig`.
    pub registries: Registries,
    /// `Plugins.Authorization`.
    pub authorization_plugins: Words,
    /// `Plugins.Log`.
    pub log_plugins: Words,
    /// `Plugins.Network`.
    pub network_plugins: Words,
    /// `Plugins.Volume`.
    pub volume_plugins: Words,
    /// `DefaultRuntime`.
    pub default_runtime: Field<String>,
    /// `Runtimes`.
    pub runtimes: Field<Vec<Runtime>>,
    /// `ContainerdCommit.ID`: a commit or a version.
    pub containerd_commit: Field<String>,
    /// `RuncCommit.ID`: a commit or a version.
    pub runc_commit: Field<String>,
    /// `Isolation` of a Windows daemon.
    pub isolation: Field<String>,
    /// `Labels` of the daemon.
    pub labels: Words,
    /// `HttpProxy`; it may hold a password.
    pub http_proxy: Field<String>,
    /// `HttpsProxy`; it may hold a password.
    pub https_proxy: Field<String>,
    /// `FirewallBackend.Driver`, since API 1.49.
    pub firewall_driver: Field<String>,
    /// `FirewallBackend.Info`.
    pub firewall_details: Pairs,
    /// `BridgeNfIptables`, before API 1.50.
    pub bridge_nf_iptables: Field<bool>,
    /// `MemoryLimit`: whether the kernel can limit memory.
    pub memory_limit: Field<bool>,
    /// `SwapLimit`: whether the kernel can limit swap.
    pub swap_limit: Field<bool>,
    /// `PidsLimit`: whether the kernel can limit processes; since API 1.40.
    pub pids_limit: Field<bool>,
    /// `Swarm`.
    pub swarm: SwarmState,
    /// What could not be read.
    pub problems: Vec<Problem>,
}

/// A runtime the daemon can start containers with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Runtime {
    /// Its name, at the place of the key.
    pub name: Spanned<String>,
    /// `path` of the program.
    pub path: Field<String>,
    /// `runtimeArgs`.
    pub arguments: Words,
}

impl DockerInfo {
    /// What is true where no daemon answered: the command prints a whole document all the same,
    /// in which every setting is off and every count is 0.
    fn client_part(self) -> Self {
        Self {
            engine: self.engine,
            span: self.span,
            server_errors: self.server_errors,
            client_errors: self.client_errors,
            client_warnings: self.client_warnings,
            client_version: self.client_version,
            problems: self.problems,
            ..Self::default()
        }
    }

    /// Claims that a daemon answered and said its version. Where none answered, everything
    /// else of the daemon is absent.
    pub fn has_server(&self) -> bool {
        self.server_version.value().is_some()
    }

    /// The security option of this name, e.g. `seccomp`.
    pub fn security_option(&self, name: &str) -> Option<&SecurityOption> {
        let mut options = self.security_options.items().iter();
        options.find(|option| option.name == name)
    }
}

impl Runtime {
    /// A runtime of which the name alone is known.
    const fn named(name: Spanned<String>) -> Self {
        Self {
            name,
            path: Field::Absent,
            arguments: Field::Absent,
        }
    }
}

/// Reads what `docker info` or `podman info` printed, in any of their forms.
pub fn read(text: &str) -> DockerInfo {
    let start = text.trim_start();
    let mut info = if start.starts_with('{') && !podman::is_json(text) {
        json::read(text)
    } else if start.starts_with('{') || podman::is_yaml(text) {
        podman::read(text)
    } else if let Some(object) = json::among_lines(text) {
        object
    } else {
        text::read(text)
    };
    let error = info.server_errors.items().first().map(|error| error.span);
    if error.is_some() && !info.has_server() {
        info = info.client_part();
    }
    // Of a damaged document it was said what is missing.
    let is_damaged = |it: &Problem| it.effect != Effect::Note;
    let message = if info.has_server() {
        error.map(|_| "the daemon told of this error too, so a part of its answer may be missing")
    } else {
        Some("no daemon answered, so nothing in it says how one is set up")
    };
    if let Some(message) = message.filter(|_| !info.problems.iter().any(is_damaged)) {
        info.problems.push(Problem {
            span: error,
            effect: Effect::Partial,
            message: message.to_owned(),
        });
    }
    info
}
