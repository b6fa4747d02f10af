//! Where each kind of file lies on a machine, and what was seen there.

use std::collections::BTreeMap;

use super::shown::{AS_ROOT, Shown, Shows};
use super::{HostFile, Record, Sighting};
use crate::facts::{Need, Unknown};
use crate::finding::Evidence;
use crate::model::bundle::Outcome;
use crate::model::host::{FileRecord, FileState, FileStatus, Observation};

/// Files with a place of their own on every machine.
const FIXED: &[(HostFile, &[&str])] = &[
    (HostFile::Dockerd, &["/usr/bin/dockerd"]),
    (HostFile::ContainerdState, &["/run/containerd"]),
    (HostFile::ConfigFolder, &["/etc/docker"]),
    (HostFile::DefaultFile, &["/etc/default/docker"]),
    (HostFile::SysconfigFile, &["/etc/sysconfig/docker"]),
    (HostFile::ContainerdConfig, &["/etc/containerd/config.toml"]),
    (HostFile::Containerd, &["/usr/bin/containerd"]),
    (HostFile::ContainerdShim, &["/usr/bin/containerd-shim"]),
    (
        HostFile::ContainerdShimRuncV1,
        &["/usr/bin/containerd-shim-runc-v1"],
    ),
    (
        HostFile::ContainerdShimRuncV2,
        &["/usr/bin/containerd-shim-runc-v2"],
    ),
    (HostFile::Runc, &["/usr/bin/runc", "/usr/sbin/runc"]),
];

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
            for (file, paths) in FIXED {
                let found: Vec<_> = paths.iter().filter_map(|it| records.at(it)).collect();
                if !found.is_empty() {
                    seen.insert(*file, found);
                }
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
            let socket = records.wanted(&self.containerd_socket());
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

    fn containerd_socket(&self) -> String {
        let config = self.output("containerd_toml").and_then(|it| it.observed);
        let named = match config {
            Some(Observation::ContainerdConfig(config)) => config.address.as_ref(),
            _ => None,
        };
        let by_default = || "/run/containerd/containerd.sock".to_owned();
        named.map_or_else(by_default, |it| it.value.clone())
    }
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
