//! A container as the engine describes it.

use super::config::Config;
use super::host::HostConfig;
use super::port::{PublishedPort, published};
use super::value::Reader;
use super::{Field, Words};
use crate::model::json::{Member, Raw};
use crate::span::{Span, Spanned};

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
    /// `ExecIDs`: commands that run in it besides its own.
    pub exec_ids: Words,
    /// `RestartCount`: how often the engine has started it again.
    pub restart_count: Field<i64>,
    /// `ProcessLabel`: the `SELinux` label of its processes.
    pub process_label: Field<String>,
    /// `MountLabel`: the `SELinux` label of its files.
    pub mount_label: Field<String>,
    /// `ImageManifestDescriptor.digest`, or Podman's `ImageDigest`.
    pub image_digest: Field<String>,
    /// `BoundingCaps`, which Podman alone prints; `Absent` there means none.
    pub bounding_caps: Words,
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
    /// `State.StartedAt`, as printed.
    pub started_at: Field<String>,
    /// `State.FinishedAt`, as printed.
    pub finished_at: Field<String>,
    /// `State.OOMKilled`: the kernel ended it for want of memory.
    pub oom_killed: Field<bool>,
    /// `State.ExitCode`.
    pub exit_code: Field<i64>,
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
    /// `Driver` of a volume.
    pub driver: Field<String>,
    /// `Options`, which Podman alone prints, e.g. `nosuid`.
    pub options: Words,
}

/// What the network really looks like while the container runs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NetworkSettings {
    /// `Ports`: what is really bound; empty while the container stands still.
    pub ports: Field<Vec<PublishedPort>>,
    /// The names of `Networks`.
    pub networks: Words,
    /// `Networks.*.NetworkID`: for each name whose network has an id, that id.
    pub network_ids: Vec<(Spanned<String>, Spanned<String>)>,
}

impl Container {
    /// Reads what a container's members say; engine, span and index are left at their defaults.
    pub(super) fn read(reader: &mut Reader, members: &[Member<'_>]) -> Self {
        let mut read = Self::default();
        for &(ref key, raw) in members {
            let key = key.as_ref();
            match key {
                "Id" => read.id = reader.string(key, raw),
                "Name" => read.name = reader.string(key, raw).map(without_slash),
                "Image" => read.image = reader.string(key, raw),
                "ImageName" => read.image_name = reader.string(key, raw),
                "Path" => read.path = reader.string(key, raw),
                "Args" => read.args = reader.strings(key, raw),
                "Created" => read.created = reader.string(key, raw),
                "Platform" => read.platform = reader.string(key, raw),
                "AppArmorProfile" => read.app_armor_profile = reader.string(key, raw),
                "EffectiveCaps" => read.effective_caps = reader.strings(key, raw),
                "State" => read.state = State::read(reader, raw),
                "Config" => read.config = Config::read(reader, raw),
                "HostConfig" => read.host = HostConfig::read(reader, raw),
                "Mounts" => {
                    read.mounts =
                        reader.list(key, raw, |reader, item| Some(Mount::read(reader, item)));
                }
                "NetworkSettings" => read.network = NetworkSettings::read(reader, raw),
                "ExecIDs" => read.exec_ids = reader.strings(key, raw),
                "RestartCount" => read.restart_count = reader.number(key, raw),
                "ProcessLabel" => read.process_label = reader.string(key, raw),
                "MountLabel" => read.mount_label = reader.string(key, raw),
                "ImageManifestDescriptor" => {
                    read.image_digest = reader.string_in(key, "digest", raw);
                }
                "ImageDigest" => read.image_digest = reader.string(key, raw),
                "BoundingCaps" => read.bounding_caps = reader.strings(key, raw),
                // The engine prints far more than is judged.
                _ => {}
            }
        }
        read
    }
}

/// Docker prints names with a slash in front.
pub(super) fn without_slash(name: String) -> String {
    name.strip_prefix('/').map(str::to_owned).unwrap_or(name)
}

impl State {
    fn read(reader: &mut Reader, raw: Raw<'_>) -> Self {
        let mut read = Self::default();
        for (key, raw) in reader.object("State", raw) {
            match key.as_ref() {
                "Running" => read.running = reader.flag("State.Running", raw),
                "Status" => read.status = reader.string("State.Status", raw),
                "Health" | "Healthcheck" => {
                    read.health = reader.string_in("State.Health", "Status", raw);
                }
                "StartedAt" => read.started_at = reader.string("State.StartedAt", raw),
                "FinishedAt" => read.finished_at = reader.string("State.FinishedAt", raw),
                "OOMKilled" => read.oom_killed = reader.flag("State.OOMKilled", raw),
                "ExitCode" => read.exit_code = reader.number("State.ExitCode", raw),
                // The rest is not judged.
                _ => {}
            }
        }
        read
    }
}

impl Mount {
    fn read(reader: &mut Reader, raw: Raw<'_>) -> Self {
        let mut read = Self {
            span: raw.span(),
            ..Self::default()
        };
        for (key, raw) in reader.object("an entry of Mounts", raw) {
            match key.as_ref() {
                "Type" => read.kind = reader.string("Mounts.Type", raw),
                "Name" => read.name = reader.string("Mounts.Name", raw),
                "Source" => read.source = reader.string("Mounts.Source", raw),
                "Destination" => read.destination = reader.string("Mounts.Destination", raw),
                "Mode" => read.mode = reader.string("Mounts.Mode", raw),
                "RW" => read.rw = reader.flag("Mounts.RW", raw),
                "Propagation" => read.propagation = reader.string("Mounts.Propagation", raw),
                "Driver" => read.driver = reader.string("Mounts.Driver", raw),
                "Options" => read.options = reader.strings("Mounts.Options", raw),
                // The rest is not judged.
                _ => {}
            }
        }
        read
    }
}

impl NetworkSettings {
    fn read(reader: &mut Reader, raw: Raw<'_>) -> Self {
        let mut read = Self::default();
        for (key, raw) in reader.object("NetworkSettings", raw) {
            match key.as_ref() {
                "Ports" => read.ports = published(reader, "NetworkSettings.Ports", raw),
                "Networks" => read.networks(reader, raw),
                // The rest is not judged.
                _ => {}
            }
        }
        read
    }

    fn networks(&mut self, reader: &mut Reader, raw: Raw<'_>) {
        let what = "NetworkSettings.Networks";
        self.networks = reader.entries(what, raw).map(|entries| {
            let name = |(name, raw): (Spanned<String>, Raw<'_>)| {
                if let Field::Stated(id) = reader.string_in(what, "NetworkID", raw) {
                    self.network_ids.push((name.clone(), id));
                }
                name
            };
            entries.into_iter().map(name).collect()
        });
    }
}
