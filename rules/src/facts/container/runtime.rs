//! What the host does for a container.

use super::Inspected;
use crate::facts::mounts::is_socket_proxy;
use crate::facts::{Confinement, Listed, Logging, Namespaces, Runtime, SecurityOption};
use crate::model::inspect::{Container, Engine, Field};
use crate::project::Deployer;
use crate::span::Spanned;

impl Inspected {
    /// What the host does for a container.
    pub(in crate::facts) fn runtime(self, container: &Container) -> Runtime {
        let host = &container.host;
        let mode = |field: &Field<String>| self.fact(field, "private".to_owned(), Clone::clone);
        Runtime {
            privileged: self.fact(&host.privileged, false, |value| *value),
            privileged_hooks: Listed::none(),
            deployer: Deployer::default(),
            propagations: self.propagations(container),
            mounts: self.mounts(container),
            open_mounts: Vec::new(),
            is_socket_proxy: container
                .config
                .image
                .value()
                .is_some_and(|image| is_socket_proxy(image)),
            memory_mounts: self.memory_mounts(host),
            devices: self.devices(host),
            groups_added: self.list(&host.group_add, |group| {
                Some((group.value.clone(), group.span))
            }),
            capabilities_added: self.capabilities(&host.cap_add),
            capabilities_dropped: match container.engine {
                Engine::Docker => self.capabilities(&host.cap_drop),
                Engine::Podman => self.dropped_by_podman(container),
            },
            security_options: self.list(&host.security_opt, |option| {
                Some((SecurityOption::new(&option.value), option.span))
            }),
            confinement: Confinement {
                is_reported: true,
                app_armor_profile: self.fact(
                    &container.app_armor_profile,
                    String::new(),
                    Clone::clone,
                ),
                unmasked: host.masked_paths_emptied.map(|span| self.at(span)),
                process_label: Some(self.fact(
                    &container.process_label,
                    String::new(),
                    Clone::clone,
                )),
                is_running: container.state.running.value() == Some(&true),
            },
            namespaces: Namespaces {
                uts: mode(&host.uts_mode),
                users: self.fact(&host.userns_mode, "default".to_owned(), Clone::clone),
                control_groups: self.fact(&host.cgroupns_mode, "default".to_owned(), Clone::clone),
                control_group_parent: self.fact(&host.cgroup_parent, String::new(), Clone::clone),
                isolation: self.fact(&host.isolation, String::new(), Clone::clone),
                starter: self.fact(&host.runtime, String::new(), Clone::clone),
            },
            network_mode: self.fact(&host.network_mode, "default".to_owned(), Clone::clone),
            pid_mode: mode(&host.pid_mode),
            ipc_mode: mode(&host.ipc_mode),
            ports: self.ports(container),
            publishes_all: match &host.publish_all_ports {
                Field::Stated(Spanned { value: true, span })
                    if !container.config.exposed_ports.items().is_empty() =>
                {
                    Some(self.at(*span))
                }
                Field::Stated(_) | Field::Absent | Field::Unreadable(_) => None,
            },
            api_socket: None,
            memory: self.limit(&host.memory),
            processor_time: self.processor_time(host),
            pids: self.limit(&host.pids_limit),
            read_only: self.fact(&host.readonly_rootfs, false, |value| *value),
            restart: self.restart(&host.restart_policy),
            bounds: self.bounds(container),
            addressing: self.addressing(container),
            logging: Logging::of_container(self, host),
            windows: container
                .platform
                .value()
                .is_some_and(|platform| platform.eq_ignore_ascii_case("windows")),
            secret_modes: Listed::none(),
            daemon: None,
            drifts: None,
        }
    }
}
