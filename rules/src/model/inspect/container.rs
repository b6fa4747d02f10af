//! A container as the engine describes it.

use serde_json::value::RawValue;

use super::host::{HostConfig, PublishedPort, published};
use super::value::Reader;
use super::{Field, Pairs, Words};
use crate::model::json::Member;
use crate::span::Span;

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

/// What the network really looks like while the container runs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NetworkSettings {
    /// `Ports`: what is really bound; empty while the container stands still.
    pub ports: Field<Vec<PublishedPort>>,
    /// The names of `Networks`.
    pub networks: Words,
}

impl Container {
    /// Reads what a container's members say; engine, span and index are left at their defaults.
    pub(super) fn read<'a>(reader: &mut Reader<'a>, members: &[Member<'a>]) -> Self {
        let mut read = Self::default();
        for (key, raw) in members {
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
                // The engine prints far more than is judged.
                _ => {}
            }
        }
        read
    }
}

/// Docker prints names with a slash in front.
fn without_slash(name: String) -> String {
    name.strip_prefix('/').map(str::to_owned).unwrap_or(name)
}

impl State {
    fn read<'a>(reader: &mut Reader<'a>, raw: &'a RawValue) -> Self {
        let mut read = Self::default();
        for (key, raw) in reader.object("State", raw) {
            match key.as_ref() {
                "Running" => read.running = reader.flag("State.Running", raw),
                "Status" => read.status = reader.string("State.Status", raw),
                "Health" | "Healthcheck" => {
                    for (key, raw) in reader.object("State.Health", raw) {
                        if key == "Status" {
                            read.health = reader.string("State.Health.Status", raw);
                        }
                    }
                }
                // The rest is not judged.
                _ => {}
            }
        }
        read
    }
}

impl Config {
    /// Reads the `Config` object of a container or an image.
    pub(super) fn read<'a>(reader: &mut Reader<'a>, raw: &'a RawValue) -> Self {
        let mut read = Self {
            span: Some(reader.span(raw)),
            ..Self::default()
        };
        for (key, raw) in reader.object("Config", raw) {
            match key.as_ref() {
                "User" => read.user = reader.string("Config.User", raw),
                "Env" => read.env = reader.strings("Config.Env", raw),
                "Image" => read.image = reader.string("Config.Image", raw),
                "Labels" => read.labels = reader.pairs("Config.Labels", raw),
                "Healthcheck" => read.healthcheck = healthcheck(reader, raw),
                "ExposedPorts" => read.exposed_ports = reader.keys("Config.ExposedPorts", raw),
                "Cmd" => read.cmd = reader.one_or_more("Config.Cmd", raw),
                "Entrypoint" => read.entrypoint = reader.one_or_more("Config.Entrypoint", raw),
                // The rest is not judged.
                _ => {}
            }
        }
        read
    }
}

/// The `Test` of a `Healthcheck` object.
pub(super) fn healthcheck<'a>(reader: &mut Reader<'a>, raw: &'a RawValue) -> Words {
    let what = "Config.Healthcheck";
    match reader.entries(what, raw) {
        Field::Unreadable(span) => Field::Unreadable(span),
        Field::Absent => Field::Absent,
        Field::Stated(entries) => {
            let test = entries
                .value
                .into_iter()
                .rev()
                .find(|(key, _)| key.value == "Test");
            test.map_or(Field::Absent, |(_, raw)| reader.one_or_more(what, raw))
        }
    }
}

impl Mount {
    fn read<'a>(reader: &mut Reader<'a>, raw: &'a RawValue) -> Self {
        let mut read = Self {
            span: reader.span(raw),
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
                // The rest is not judged.
                _ => {}
            }
        }
        read
    }
}

impl NetworkSettings {
    fn read<'a>(reader: &mut Reader<'a>, raw: &'a RawValue) -> Self {
        let mut read = Self::default();
        for (key, raw) in reader.object("NetworkSettings", raw) {
            match key.as_ref() {
                "Ports" => read.ports = published(reader, "NetworkSettings.Ports", raw),
                "Networks" => read.networks = reader.keys("NetworkSettings.Networks", raw),
                // The rest is not judged.
                _ => {}
            }
        }
        read
    }
}
