//! What a container or an image is set to run: `Config`.

use super::value::Reader;
use super::{Field, Pairs, Words};
use crate::model::json::Raw;
use crate::span::Span;

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
    /// `OnBuild`: instructions for images built from this one.
    pub on_build: Words,
    /// `Volumes`: the paths, e.g. `/var/lib/mysql`.
    pub volumes: Words,
    /// `CreateCommand`: the words Podman was called with.
    pub create_command: Words,
}

impl Config {
    /// Reads the `Config` object of a container or an image.
    pub(super) fn read(reader: &mut Reader, raw: Raw<'_>) -> Self {
        let mut read = Self {
            span: Some(raw.span()),
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
                "OnBuild" => read.on_build = reader.strings("Config.OnBuild", raw),
                "Volumes" => read.volumes = reader.keys("Config.Volumes", raw),
                "CreateCommand" => {
                    read.create_command = reader.strings("Config.CreateCommand", raw);
                }
                // The rest is not judged.
                _ => {}
            }
        }
        read
    }
}

/// The `Test` of a `Healthcheck` object.
pub(super) fn healthcheck(reader: &mut Reader, raw: Raw<'_>) -> Words {
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
