//! Where each kind of file lies on a machine, and what was seen there.

use std::collections::BTreeMap;

use super::shown::{AS_ROOT, Shown, Shows};
use super::{HostFile, Record, Sighting};
use crate::facts::{Need, Unknown};
use crate::finding::Evidence;
use crate::model::bundle::Outcome;
use crate::model::host::{FileRecord, FileState, FileStatus, Observation};

/// Files with a place of their own on every machine.
const FIXED: &[(HostFile, &str)] = &[
    (HostFile::ConfigFolder, "/etc/docker"),
    (HostFile::DefaultFile, "/etc/default/docker"),
    (HostFile::SysconfigFile, "/etc/sysconfig/docker"),
    (HostFile::ContainerdConfig, "/etc/containerd/config.toml"),
];

/// Programs by name; packagers differ about the folder.
const PROGRAMS: &[(HostFile, &str)] = &[
    (HostFile::Dockerd, "dockerd"),
    (HostFile::Containerd, "containerd"),
    (HostFile::ContainerdShim, "containerd-shim"),
    (HostFile::ContainerdShimRuncV1, "containerd-shim-runc-v1"),
    (HostFile::ContainerdShimRuncV2, "containerd-shim-runc-v2"),
    (HostFile::Runc, "runc"),
];

/// The state of containerd: of one that runs by itself, and of one that the daemon started.
const CONTAINERD_STATES: [&str; 2] = ["/run/containerd", "/run/docker/containerd"];

/// What lies in the folder of its state.
const CONTAINERD_SOCKET: &str = "containerd.sock";

/// Certificates and key: the setting that names the file, and where it lies in root's home where
/// TLS is on and none is named.
const TLS: [(HostFile, &str, &str); 3] = [
    (HostFile::TlsAuthority, "tlscacert", "/root/.docker/ca.pem"),
    (
        HostFile::TlsCertificate,
        "tlscert",
        "/root/.docker/cert.pem",
    ),
    (HostFile::TlsKey, "tlskey", "/root/.docker/key.pem"),
];

const CERTIFICATES: &str = "/etc/docker/certs.d";

/// The records of a machine by their paths.
struct Records<'a> {
    output: Shown<'a>,
    by_path: BTreeMap<&'a str, &'a FileRecord>,
}

impl Shows<'_> {
    /// What was seen of each kind of file; see [`super::Machine::sightings`].
    pub(super) fn sightings(&self) -> BTreeMap<HostFile, Vec<Sighting>> {
        let mut seen = BTreeMap::new();
        if let Some(records) = self.output("stat").and_then(Records::of) {
            for (file, path) in FIXED {
                if let Some(found) = records.at(path) {
                    seen.insert(*file, vec![found]);
                }
            }
            for (file, name) in PROGRAMS {
                let found = records.all(|path| is_program(path, name));
                if !found.is_empty() {
                    seen.insert(*file, found);
                }
            }
            if let Some(found) = records.at(self.containerd_state(&records)) {
                seen.insert(HostFile::ContainerdState, vec![found]);
            }
            let below = |folder: &str| {
                let own = format!("/{folder}");
                let inside = format!("/{folder}.d/");
                records.all(|path| path.ends_with(&own) || path.contains(&inside))
            };
            seen.insert(HostFile::ServiceUnit, below("docker.service"));
            seen.insert(HostFile::SocketUnit, below("docker.socket"));
            let sockets =
                records.all(|path| path.ends_with("run/docker.sock") || is_rootless(path));
            if !sockets.is_empty() {
                seen.insert(HostFile::DockerSocket, sockets);
            }
            seen.insert(HostFile::DaemonJson, vec![records.wanted(&self.file())]);
            seen.insert(
                HostFile::DataRoot,
                vec![records.wanted(&self.root_folder())],
            );
            let socket = records.wanted(&self.containerd_socket(&records));
            seen.insert(HostFile::ContainerdSocket, vec![socket]);
            if self.knows_settings() {
                for (file, key, by_default) in TLS {
                    let named = self.setting(key).map(|(path, _)| path.value);
                    let uses_tls = self.is_set("tls") || self.is_set("tlsverify");
                    let path = named.or_else(|| uses_tls.then(|| by_default.to_owned()));
                    let found = path.map(|path| records.wanted(&path));
                    seen.insert(file, found.into_iter().collect());
                }
            }
            if let Some(Sighting::Absent(..)) = records.at(CERTIFICATES) {
                seen.insert(HostFile::RegistryCertificates, Vec::new());
            }
        }
        if let Some(certificates) = self.output("certs").and_then(certificates) {
            seen.insert(HostFile::RegistryCertificates, certificates);
        }
        seen
    }

    /// The daemon's file of settings.
    fn file(&self) -> String {
        let mut named = self.settings.iter();
        let named = named.find_map(|(_, settings)| settings.config_file.value().cloned());
        named.unwrap_or_else(|| "/etc/docker/daemon.json".to_owned())
    }

    /// The socket that the daemon speaks to containerd by.
    fn containerd_socket(&self, records: &Records<'_>) -> String {
        let config = self.output("containerd_toml").and_then(|it| it.observed);
        let configured = match config {
            Some(Observation::ContainerdConfig(config)) => config.address.as_ref(),
            _ => None,
        };
        let named = self.setting("containerd").map(|(path, _)| path.value);
        let by_default = || format!("{}/{CONTAINERD_SOCKET}", self.containerd_state(records));
        named
            .or_else(|| configured.map(|it| it.value.clone()))
            .unwrap_or_else(by_default)
    }

    /// The folder of containerd's state. A daemon that is told of no containerd starts one of its
    /// own, unless one runs at the usual place.
    fn containerd_state(&self, records: &Records<'_>) -> &'static str {
        let [usual, own] = CONTAINERD_STATES;
        let is_there = |folder| {
            let socket = format!("{folder}/{CONTAINERD_SOCKET}");
            matches!(records.at(&socket), Some(Sighting::Present(_)))
        };
        if self.setting("containerd").is_none() && !is_there(usual) && is_there(own) {
            own
        } else {
            usual
        }
    }
}

/// Whether a path is that of a program, in a folder where programs lie.
fn is_program(path: &str, name: &str) -> bool {
    path.rsplit_once('/').is_some_and(|(folder, file)| {
        file == name && (folder.ends_with("/bin") || folder.ends_with("/sbin"))
    })
}

impl<'a> Records<'a> {
    fn of(output: Shown<'a>) -> Option<Self> {
        let Some(Observation::Files(records)) = output.observed else {
            return None;
        };
        let by_path = records.iter().map(|it| (it.path.value.as_str(), it));
        Some(Self {
            output,
            by_path: by_path.collect(),
        })
    }

    fn at(&self, path: &str) -> Option<Sighting> {
        let record = self.by_path.get(path)?;
        Some(sighting(record, self.output))
    }

    /// The same of a path that the machine's settings name, which has to be looked at.
    fn wanted(&self, path: &str) -> Sighting {
        self.at(path)
            .unwrap_or_else(|| hidden(path, self.output.whole()))
    }

    fn all(&self, is_meant: impl Fn(&str) -> bool) -> Vec<Sighting> {
        let records = self.by_path.iter().filter(|(path, _)| is_meant(path));
        records
            .map(|(_, record)| sighting(record, self.output))
            .collect()
    }
}

fn certificates(output: Shown<'_>) -> Option<Vec<Sighting>> {
    let mut seen: Vec<Sighting> = match output.observed {
        Some(Observation::Files(records)) => {
            records.iter().map(|it| sighting(it, output)).collect()
        }
        _ => Vec::new(),
    };
    match output.outcome {
        Outcome::Whole | Outcome::Absent => {}
        Outcome::Denied | Outcome::TimedOut | Outcome::Failed | Outcome::Damaged => {
            seen.push(hidden(CERTIFICATES, output.whole()));
        }
        Outcome::Missing => return None,
    }
    Some(seen)
}

fn is_rootless(path: &str) -> bool {
    path.starts_with("/run/user/") && path.ends_with("/docker.sock")
}

fn sighting(record: &FileRecord, output: Shown<'_>) -> Sighting {
    let evidence = output.at(record.span);
    let path = record.path.value.clone();
    match &record.state {
        FileState::Present(status) => Sighting::Present(present(path, status, evidence)),
        FileState::Absent => Sighting::Absent(path, evidence),
        FileState::Denied | FileState::Failed => hidden(&path, evidence),
    }
}

fn hidden(path: &str, evidence: Evidence) -> Sighting {
    let why = Unknown {
        needs: Need::Source(AS_ROOT),
        evidence: Some(evidence),
    };
    Sighting::Hidden(path.to_owned(), why)
}

fn present(path: String, status: &FileStatus, evidence: Evidence) -> Record {
    Record {
        path,
        mode: status.mode.value,
        user_id: status.uid.value,
        group_id: status.gid.value,
        user: status.user.value.clone(),
        group: status.group.value.clone(),
        evidence,
    }
}
