//! An image as the engine describes it, or as its configuration blob does.

use super::config::healthcheck;
use super::identity::Identity;
use super::value::Reader;
use super::{Config, Engine, Field, Words};
use crate::model::image_history::Step;
use crate::model::json::{Member, Raw};
use crate::span::{Span, Spanned};

/// One inspected image.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Image {
    /// The engine that printed it.
    pub engine: Engine,
    /// Whether it is a configuration blob, as registries and `docker save` hold it: without
    /// names, without an id and with its history.
    pub is_blob: bool,
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
    /// `ContainerConfig` of engines before API 1.45: the container that the last step ran in.
    pub container_config: Option<Box<Config>>,
    /// `Os`.
    pub os: Field<String>,
    /// `Architecture`.
    pub architecture: Field<String>,
    /// `Created`, as printed.
    pub created: Field<String>,
    /// `Size` in bytes.
    pub size: Field<i64>,
    /// `VirtualSize` in bytes, of engines before API 1.44.
    pub virtual_size: Field<i64>,
    /// How many layers `RootFS.Layers` lists; blobs say `rootfs.diff_ids`.
    pub layers: Field<usize>,
    /// `Author`.
    pub author: Field<String>,
    /// `DockerVersion`: the engine whose own builder made it.
    pub docker_version: Field<String>,
    /// `Parent`: the image the last step began from.
    pub parent: Field<String>,
    /// `Comment`.
    pub comment: Field<String>,
    /// `Identity`, which engines since API 1.53 print.
    pub identity: Option<Identity>,
    /// `Digest`, which Podman alone prints.
    pub digest: Field<String>,
    /// `NamesHistory`, which Podman alone prints: names it had.
    pub names_history: Words,
    /// `History` of Podman and of blobs: the steps it was made by, the oldest first.
    pub history: Field<Vec<Step>>,
}

impl Image {
    /// Claims that it has neither a tag nor a digest of a registry.
    pub fn is_unnamed(&self) -> bool {
        self.repo_tags.items().is_empty() && self.repo_digests.items().is_empty()
    }

    /// Reads what an image's members say; engine, span and index are left at their defaults.
    pub(super) fn read(reader: &mut Reader, members: &[Member<'_>]) -> Self {
        let mut read = Self::default();
        let (mut user, mut health) = (Field::Absent, Field::Absent);
        for &(ref key, raw) in members {
            let key = key.as_ref();
            match key {
                "Id" | "id" => read.id = reader.string(key, raw),
                "RepoTags" => read.repo_tags = named(reader.strings(key, raw)),
                "RepoDigests" => read.repo_digests = named(reader.strings(key, raw)),
                "Config" | "config" => read.config = Config::read(reader, raw),
                "ContainerConfig" | "container_config" if raw.get() != "null" => {
                    read.container_config = Some(Box::new(Config::read(reader, raw)));
                }
                "Os" | "os" => read.os = reader.string(key, raw),
                "Architecture" | "architecture" => read.architecture = reader.string(key, raw),
                "Created" | "created" => read.created = reader.string(key, raw),
                "Size" => read.size = reader.number(key, raw),
                "VirtualSize" => read.virtual_size = reader.number(key, raw),
                "RootFS" | "rootfs" => read.layers = layers(reader, raw),
                "Author" | "author" => read.author = reader.string(key, raw),
                "DockerVersion" | "docker_version" => {
                    read.docker_version = reader.string(key, raw);
                }
                "Parent" | "parent" => read.parent = reader.string(key, raw),
                "Comment" | "comment" => read.comment = reader.string(key, raw),
                "Identity" if raw.get() != "null" => {
                    read.identity = Some(Identity::read(reader, raw));
                }
                "Digest" => read.digest = reader.string(key, raw),
                "NamesHistory" => read.names_history = reader.strings(key, raw),
                "History" | "history" => {
                    read.history =
                        reader.list(key, raw, |reader, item| Some(Step::read(reader, item)));
                }
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

/// How many layers the file system of an image has.
fn layers(reader: &mut Reader, raw: Raw<'_>) -> Field<usize> {
    let mut layers = Field::Absent;
    for (key, raw) in reader.object("RootFS", raw) {
        if key == "Layers" || key == "diff_ids" {
            let listed = reader.list("RootFS.Layers", raw, |_, item| Some(item));
            layers = listed.map(|listed| listed.len());
        }
    }
    layers
}

/// Leaves out the `<none>` entries that engines before API 1.43 print for untagged images.
fn named(names: Words) -> Words {
    let Field::Stated(mut names) = names else {
        return names;
    };
    let is_named = |name: &Spanned<String>| !name.value.starts_with("<none>");
    names.value.retain(is_named);
    if names.value.is_empty() {
        Field::Absent
    } else {
        Field::Stated(names)
    }
}
