//! What a machine that runs containers shows of itself: its files, audit rules and ports.

mod accounts;
mod audit;
mod conversion;
mod files;
mod network;
mod shown;
mod storage;
mod usage;
mod watched;

#[cfg(test)]
mod tests;

pub use audit::{AuditRule, Records};
#[cfg(test)]
use shown::Shown;
pub(in crate::facts) use shown::Shows;
pub use watched::Watched;

use std::collections::BTreeMap;

use super::{Fact, Listed, Stated, Unknown};
use crate::finding::Evidence;

/// What was collected on one machine.
#[derive(Clone, Debug)]
pub struct Machine {
    /// Whether it is Windows or a virtual machine that a desktop program keeps, where controls
    /// on files, accounts and audit rules do not hold as written.
    pub desktop: bool,
    /// What was seen at each place that the controls ask about: no entry where nobody looked,
    /// an empty one where the machine is set up without such a file.
    pub sightings: BTreeMap<HostFile, Vec<Sighting>>,
    /// The audit rules in force, or those in its files where the kernel's could not be listed.
    pub audit: Fact<Vec<AuditRule>>,
    /// The line that says that the kernel records nothing, whatever the rules are.
    pub auditing_off: Option<Evidence>,
    /// Accounts that may speak to the engine's socket, by the group `docker` and by the one the
    /// socket belongs to.
    pub docker_group: Listed<Member>,
    /// Accounts that the policy trusts with that.
    pub trusted_users: Vec<String>,
    /// The group the daemon gives its socket to.
    pub socket_group: Fact<String>,
    /// The folders that hold images and containers: Docker's own, and containerd's where the
    /// images lie there.
    pub data_folders: Fact<Vec<String>>,
    /// Where file systems are mounted.
    pub mount_points: Fact<Vec<Stated<String>>>,
    /// Whether its daemon is part of a swarm.
    pub in_swarm: Fact<bool>,
    /// What listens on its ports.
    pub listeners: Listed<Listener>,
    /// Whether pulls are made with content trust, where its environment says so.
    pub content_trust: Fact<bool>,
    /// The release of Docker's client, e.g. `28.2.2`.
    pub client_release: Fact<String>,
    /// The account that the daemon's process belongs to.
    pub daemon_user: Fact<String>,
    /// Commands that were started in containers from outside.
    pub exec_calls: Fact<Vec<ExecCall>>,
    /// A run of docker-bench-security on it, with whether it states its totals; `None` where no
    /// output was given.
    pub bench: Option<(bool, Evidence)>,
}

/// A file or folder of a host that some control asks about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HostFile {
    /// The program `dockerd`.
    Dockerd,
    /// `/run/containerd`, or the folder of the one that the daemon started.
    ContainerdState,
    /// `/var/lib/docker`, or where the daemon keeps its data instead.
    DataRoot,
    /// `/etc/docker`.
    ConfigFolder,
    /// The unit file of `docker.service`.
    ServiceUnit,
    /// The unit file of `docker.socket`.
    SocketUnit,
    /// containerd's socket.
    ContainerdSocket,
    /// `/etc/default/docker`.
    DefaultFile,
    /// `/etc/sysconfig/docker`.
    SysconfigFile,
    /// `/etc/docker/daemon.json`, or the file the daemon was told to read instead.
    DaemonJson,
    /// `/etc/containerd/config.toml`.
    ContainerdConfig,
    /// The program `containerd`.
    Containerd,
    /// The program `containerd-shim`.
    ContainerdShim,
    /// The program `containerd-shim-runc-v1`.
    ContainerdShimRuncV1,
    /// The program `containerd-shim-runc-v2`.
    ContainerdShimRuncV2,
    /// The program `runc`.
    Runc,
    /// Every file below `/etc/docker/certs.d`.
    RegistryCertificates,
    /// The certificate authority that clients are verified with.
    TlsAuthority,
    /// The daemon's own certificate.
    TlsCertificate,
    /// The key to the daemon's certificate.
    TlsKey,
    /// The engine's socket.
    DockerSocket,
}

/// What was found at one path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sighting {
    /// It is there.
    Present(Record),
    /// Nothing is there, by this place.
    Absent(String, Evidence),
    /// It could not be looked at.
    Hidden(String, Unknown),
}

/// Ownership and mode of a file, links followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Where it lies.
    pub path: String,
    /// Permission bits with setuid, setgid and sticky: `0o0..=0o7777`.
    pub mode: u32,
    /// The owner's number.
    pub user_id: u32,
    /// The group's number.
    pub group_id: u32,
    /// The owner's name.
    pub user: String,
    /// The group's name.
    pub group: String,
    /// The line that shows it.
    pub evidence: Evidence,
}

/// An account that may command the engine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Its name.
    pub user: String,
    /// The group that gives it the right.
    pub group: String,
}

/// Something that listens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listener {
    /// `tcp` or `udp`.
    pub protocol: String,
    /// The address without brackets, `*` for any; behind `%` the interface it is limited to.
    pub address: String,
    /// The port, 0 to 65535.
    pub port: u16,
    /// The program, where it could be seen.
    pub program: Option<String>,
}

/// A command that was started in a container from outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExecCall {
    /// The command line of the client.
    pub command: String,
    /// Whether it asked for every privilege.
    pub privileged: bool,
    /// The user it asked for; `None` for the container's own.
    pub user: Option<String>,
    /// The line that shows it.
    pub evidence: Evidence,
}

impl Machine {
    /// What was seen at a place; `None` where nobody looked.
    pub fn seen(&self, file: HostFile) -> Option<&[Sighting]> {
        self.sightings.get(&file).map(Vec::as_slice)
    }
}

impl Record {
    /// Claims that it has a right that `most` does not have.
    pub const fn allows_more_than(&self, most: u32) -> bool {
        self.mode & !most & 0o7777 != 0
    }

    /// Claims that accounts beside the owner and the group may read or write it.
    pub const fn is_open_to_all(&self) -> bool {
        self.mode & 0o006 != 0
    }

    /// Owner and group by name, by number where a number has no name.
    pub fn owner(&self) -> String {
        let named = |name: &str, id: u32| match name {
            "" | "UNKNOWN" => id.to_string(),
            name => name.to_owned(),
        };
        let user = named(&self.user, self.user_id);
        format!("{user}:{}", named(&self.group, self.group_id))
    }
}

impl Listener {
    /// Claims that it listens on every address of the machine.
    pub fn is_everywhere(&self) -> bool {
        matches!(
            self.address.as_str(),
            "*" | "0.0.0.0" | "::" | "::ffff:0.0.0.0"
        )
    }
}
