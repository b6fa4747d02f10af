//! What a machine that runs containers shows of itself: its files, audit rules and ports.

use std::collections::BTreeMap;

use super::{Fact, Listed, Unknown};
use crate::finding::Evidence;

/// What was collected on one machine.
#[derive(Clone, Debug)]
pub struct Machine {
    /// What was seen at each place that the controls ask about.
    pub sightings: BTreeMap<HostFile, Vec<Sighting>>,
    /// The audit rules in force, or those in its files where the kernel's could not be listed.
    pub audit: Fact<Vec<AuditRule>>,
    /// Accounts that may speak to the engine's socket, by the group `docker`.
    pub docker_group: Listed<String>,
    /// The group the daemon gives its socket to, where it is another.
    pub socket_group: Fact<String>,
    /// The folder that holds images and containers.
    pub data_root: Fact<String>,
    /// Where file systems are mounted.
    pub mount_points: Fact<Vec<String>>,
    /// What listens on its ports.
    pub listeners: Listed<Listener>,
    /// Whether pulls are made with content trust, where its environment says so.
    pub content_trust: Fact<bool>,
    /// Commands that were started in containers from outside.
    pub exec_calls: Fact<Vec<ExecCall>>,
}

/// A file or folder of a host that some control asks about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HostFile {
    /// `/usr/bin/dockerd`.
    Dockerd,
    /// `/run/containerd`.
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
    /// `/usr/bin/containerd`.
    Containerd,
    /// `/usr/bin/containerd-shim`.
    ContainerdShim,
    /// `/usr/bin/containerd-shim-runc-v1`.
    ContainerdShimRuncV1,
    /// `/usr/bin/containerd-shim-runc-v2`.
    ContainerdShimRuncV2,
    /// `/usr/bin/runc`.
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

/// A rule of the kernel's audit that watches a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditRule {
    /// The file or folder it watches.
    pub path: String,
    /// The accesses it records, of `rwxa`.
    pub accesses: String,
    /// The line that states it.
    pub evidence: Evidence,
}

/// Something that listens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listener {
    /// `tcp` or `udp`.
    pub protocol: String,
    /// The address without brackets, `*` for any.
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
    /// What was seen at a place; empty where nobody looked.
    pub fn seen(&self, file: HostFile) -> &[Sighting] {
        self.sightings.get(&file).map_or(&[], Vec::as_slice)
    }
}

impl AuditRule {
    /// Whether it watches a path, itself or through a folder above it.
    pub fn watches(&self, path: &str) -> bool {
        let above = self.path.trim_end_matches('/');
        path.trim_end_matches('/') == above
            || path
                .strip_prefix(above)
                .is_some_and(|rest| rest.starts_with('/'))
    }

    /// Whether it records writing and changes of attributes.
    pub fn records_changes(&self) -> bool {
        self.accesses.contains('w') && self.accesses.contains('a')
    }
}
