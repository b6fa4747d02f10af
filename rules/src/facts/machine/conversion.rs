//! From what was collected on a machine to what is known of it.

use super::shown::{AS_ROOT, Shows, nobody_looked};
use super::{ExecCall, Listener, Machine};
use crate::facts::{Fact, Listed, Need, Stated, Unknown};
use crate::finding::Evidence;
use crate::model::bundle::Outcome;
use crate::model::docker_info::DockerInfo;
use crate::model::host::{Observation, Protocol};
use crate::model::inspect::Field;
use crate::span::Spanned;

/// Where Docker keeps images and containers unless told otherwise.
const DATA_ROOT: &str = "/var/lib/docker";

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
    fn answering(&self) -> Option<(usize, &DockerInfo)> {
        self.engine.filter(|(_, engine)| engine.has_server())
    }

    /// The folder Docker keeps its data in.
    pub(super) fn root_folder(&self) -> String {
        let stated = self.answering().and_then(|(_, engine)| {
            let folder = engine.root_dir.value()?;
            folder.starts_with('/').then(|| folder.clone())
        });
        let set = || self.setting("data-root").or_else(|| self.setting("graph"));
        stated
            .or_else(|| set().map(|(folder, _)| folder.value))
            .unwrap_or_else(|| DATA_ROOT.to_owned())
    }

    fn data_folders(&self) -> Fact<Vec<String>> {
        let mut folders = vec![self.root_folder()];
        let engine = self.answering();
        let by_containerd = engine.is_some_and(|(_, engine)| {
            let status = engine.driver_status.items().iter();
            let mut values = status.map(|(_, value)| value.value.as_str());
            values.any(|value| value.starts_with("io.containerd.snapshotter"))
        });
        let features = self.settings.iter();
        let mut features = features.filter_map(|(_, settings)| settings.object("features"));
        let is_asked_for = engine.is_none()
            && features.any(|it| it.flag("containerd-snapshotter").value() == Some(&true));
        if by_containerd || is_asked_for {
            folders.push(self.containerd_root());
        }
        match engine {
            Some((artifact, engine)) => Fact::Stated {
                value: folders,
                evidence: Evidence {
                    artifact,
                    span: engine.root_dir.span(),
                },
            },
            None if self.knows_settings() => Fact::Default(folders),
            None => Fact::Unknown(Unknown {
                needs: Need::Source("`docker info` or the daemon's settings"),
                evidence: None,
            }),
        }
    }

    fn containerd_root(&self) -> String {
        let config = self.output("containerd_toml").and_then(|it| it.observed);
        let named = match config {
            Some(Observation::ContainerdConfig(config)) => config.root.as_ref(),
            _ => None,
        };
        let by_default = || "/var/lib/containerd".to_owned();
        named.map_or_else(by_default, |it| it.value.clone())
    }

    fn mount_points(&self) -> Fact<Vec<Stated<String>>> {
        let Some(table) = self.output("mounts") else {
            return Fact::Unknown(nobody_looked());
        };
        match table.observed {
            Some(Observation::Mounts(read)) if table.is_whole() => {
                let points = read.mounts.iter().map(|mount| Stated {
                    value: mount.point.value.clone(),
                    evidence: table.at(mount.span),
                });
                Fact::Stated {
                    value: points.collect(),
                    evidence: table.whole(),
                }
            }
            _ => Fact::Unknown(table.unknown()),
        }
    }

    fn in_swarm(&self) -> Fact<bool> {
        let state = self.answering().and_then(|(artifact, engine)| {
            let state = engine.swarm.local_node_state.stated()?;
            Some((state, artifact))
        });
        match state {
            Some((state, artifact)) => Fact::Stated {
                value: state.value != "inactive",
                evidence: Evidence::at(artifact, state.span),
            },
            None => Fact::Unknown(Unknown {
                needs: Need::Source("`docker info`"),
                evidence: None,
            }),
        }
    }

    fn listeners(&self) -> Listed<Listener> {
        let mut listeners = Listed::none();
        let Some(output) = self.output("listeners") else {
            listeners.unknown.push(nobody_looked());
            return listeners;
        };
        if !output.is_whole() {
            listeners.unknown.push(Unknown {
                needs: Need::Source("`ss -lntup`, run by root"),
                evidence: Some(output.whole()),
            });
        }
        let Some(Observation::Listeners(read)) = output.observed else {
            return listeners;
        };
        for listener in read {
            let address = match &listener.interface {
                Some(interface) => format!("{}%{}", listener.address.value, interface.value),
                None => listener.address.value.clone(),
            };
            let programs = listener.programs.iter().map(|it| it.value.as_str());
            let engine = programs.clone().find(|it| *it == "dockerd");
            let value = Listener {
                protocol: match listener.protocol.value {
                    Protocol::Tcp => "tcp".to_owned(),
                    Protocol::Udp => "udp".to_owned(),
                },
                address,
                port: listener.port.value,
                program: engine
                    .or_else(|| programs.clone().next())
                    .map(str::to_owned),
            };
            listeners.push(value, output.at(listener.span));
        }
        listeners
    }

    /// What the files say that every login reads; the shell of whoever collected is their own.
    fn content_trust(&self) -> Fact<bool> {
        let Some(output) = self.output("dct") else {
            return Fact::Unknown(nobody_looked());
        };
        let Some(Observation::ContentTrust(settings)) = output.observed else {
            return Fact::Unknown(output.unknown());
        };
        let mut of_files = settings.iter().filter(|setting| {
            setting.file.value != "environment" && setting.name.value == "DOCKER_CONTENT_TRUST"
        });
        match of_files.next_back() {
            Some(setting) => Fact::Stated {
                value: setting.is_on(),
                evidence: output.at(setting.span),
            },
            None => Fact::Default(false),
        }
    }

    fn client_release(&self) -> Fact<String> {
        let by_version = self.release.and_then(|(artifact, release)| {
            let client = release.client.stated()?;
            Some((client.value.version.stated()?, artifact))
        });
        let by_info = || {
            let (artifact, engine) = self.engine?;
            Some((engine.client_version.stated()?, artifact))
        };
        match by_version.or_else(by_info) {
            Some((version, artifact)) => stated(version, artifact),
            None => Fact::Unknown(Unknown {
                needs: Need::Source("`docker version`"),
                evidence: None,
            }),
        }
    }

    fn daemon_user(&self) -> Fact<String> {
        let Some(output) = self.output("dockerd_user") else {
            return Fact::Unknown(nobody_looked());
        };
        match output.observed {
            Some(Observation::DaemonUsers(users)) => match users.first() {
                Some(first) => stated(&first.user, output.artifact),
                None => Fact::Unknown(output.unknown()),
            },
            _ => Fact::Unknown(output.unknown()),
        }
    }

    fn exec_calls(&self) -> Fact<Vec<ExecCall>> {
        let Some(output) = self.output("exec_log") else {
            return Fact::Unknown(Unknown {
                needs: Need::Source("a bundle that root made with the option --with-exec-log"),
                evidence: None,
            });
        };
        if let Outcome::Denied | Outcome::Missing = output.outcome {
            return Fact::Unknown(Unknown {
                needs: Need::Source(match output.outcome {
                    Outcome::Missing => "the audit log of the host",
                    _ => AS_ROOT,
                }),
                evidence: Some(output.whole()),
            });
        }
        // Where nothing was recorded, the search itself counts as failed.
        let calls = match output.observed {
            Some(Observation::Executions(calls)) => calls.as_slice(),
            _ => &[],
        };
        let calls = calls.iter().map(|call| {
            let words = call.words.iter().map(|word| word.value.as_str());
            ExecCall {
                command: words.collect::<Vec<_>>().join(" "),
                privileged: call.privileged().is_some(),
                user: call.user().map(|user| user.value.to_owned()),
                evidence: output.at(call.span),
            }
        });
        Fact::Stated {
            value: calls.collect(),
            evidence: output.whole(),
        }
    }
}

fn stated(text: &Spanned<String>, artifact: usize) -> Fact<String> {
    Fact::Stated {
        value: text.value.clone(),
        evidence: Evidence::at(artifact, text.span),
    }
}
