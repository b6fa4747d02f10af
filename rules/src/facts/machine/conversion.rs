//! From what was collected on a machine to what is known of it.

use super::Machine;
use super::shown::Shows;
use crate::model::docker_info::DockerInfo;
use crate::model::host::Observation;
use crate::model::inspect::Field;

impl Machine {
    /// What is known of a machine, with the accounts that the policy trusts.
    pub(in crate::facts) fn of(shows: &Shows<'_>, trusted_users: &[String]) -> Self {
        Self {
            desktop: shows.is_desktop(),
            sightings: shows.sightings(),
            audit: shows.audit(),
            auditing_off: shows.auditing_off(),
            docker_group: shows.docker_group(),
            trusted_users: trusted_users.to_vec(),
            socket_group: shows.socket_group(),
            data_folders: shows.data_folders(),
            mount_points: shows.mount_points(),
            in_swarm: shows.in_swarm(),
            listeners: shows.listeners(),
            content_trust: shows.content_trust(),
            client_release: shows.client_release(),
            daemon_user: shows.daemon_user(),
            exec_calls: shows.exec_calls(),
            bench: shows.bench,
        }
    }
}

impl Shows<'_> {
    /// Whether the kernel is that of Docker Desktop's machine or of Windows' subsystem for Linux.
    fn is_desktop(&self) -> bool {
        let engine = self.engine.is_some_and(|(_, engine)| {
            let is_stated = |field: &Field<String>, words: &[&str]| {
                let text = field.value().map(|text| text.to_lowercase());
                text.is_some_and(|text| words.iter().any(|word| text.contains(word)))
            };
            is_stated(&engine.operating_system, &["docker desktop"])
                || is_stated(&engine.kernel_version, &["linuxkit", "microsoft"])
                || is_stated(&engine.os_type, &["windows"])
        });
        let uname = self.output("uname").and_then(|it| it.observed);
        let kernel = match uname {
            Some(Observation::Word(Some(line))) => line.value.to_lowercase(),
            _ => String::new(),
        };
        engine || kernel.contains("linuxkit") || kernel.contains("microsoft")
    }

    /// The engine, where a daemon answered: else all it prints of one is empty.
    pub(super) fn answering(&self) -> Option<(usize, &DockerInfo)> {
        self.engine.filter(|(_, engine)| engine.has_server())
    }
}
