//! An image as the engine describes it.

use super::container::healthcheck;
use super::value::Reader;
use super::{Config, Engine, Field, Words};
use crate::model::json::Member;
use crate::span::Span;

/// One inspected image.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Image {
    /// The engine that printed it.
    pub engine: Engine,
    /// The whole object.
    pub span: Span,
    /// Its number in the document, from 0, over all lists.
    pub index: usize,
    /// `Id`.
    pub id: Field<String>,
    /// `RepoTags`; `<none>:<none>` is left out.
    pub repo_tags: Words,
    /// `RepoDigests`; `<none>@<none>` is left out.
    pub repo_digests: Words,
    /// `Config`; Podman's top-level `User` and `Healthcheck` fill what it leaves open.
    pub config: Config,
    /// `Os`.
    pub os: Field<String>,
    /// `Architecture`.
    pub architecture: Field<String>,
    /// `Created`, as printed.
    pub created: Field<String>,
    /// `Size` in bytes.
    pub size: Field<i64>,
}

impl Image {
    /// Reads what an image's members say; engine, span and index are left at their defaults.
    pub(super) fn read<'a>(reader: &mut Reader<'a>, members: &[Member<'a>]) -> Self {
        let mut read = Self::default();
        let (mut user, mut health) = (Field::Absent, Field::Absent);
        for (key, raw) in members {
            let key = key.as_ref();
            match key {
                "Id" => read.id = reader.string(key, raw),
                "RepoTags" => read.repo_tags = named(reader.strings(key, raw)),
                "RepoDigests" => read.repo_digests = named(reader.strings(key, raw)),
                "Config" => read.config = Config::read(reader, raw),
                "Os" => read.os = reader.string(key, raw),
                "Architecture" => read.architecture = reader.string(key, raw),
                "Created" => read.created = reader.string(key, raw),
                "Size" => read.size = reader.number(key, raw),
                "User" => user = reader.string(key, raw),
                "Healthcheck" => health = healthcheck(reader, raw),
                // The engine prints far more than is judged.
                _ => {}
            }
        }
        if read.config.user == Field::Absent {
            read.config.user = user;
        }
        if read.config.healthcheck == Field::Absent {
            read.config.healthcheck = health;
        }
        read
    }
}

/// Leaves out the `<none>` entries that engines before API 1.43 print for untagged images.
fn named(names: Words) -> Words {
    let Field::Stated(mut names) = names else {
        return names;
    };
    names.value.retain(|name| !name.value.starts_with("<none>"));
    if names.value.is_empty() {
        Field::Absent
    } else {
        Field::Stated(names)
    }
}
