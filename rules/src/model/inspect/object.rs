//! Tells what an inspected object is by its keys.

use serde_json::value::RawValue;

use super::value::Reader;
use super::{Engine, Field, OtherKind};
use crate::model::json::{Member, Step, locate};
use crate::span::Span;

/// What an object's keys make it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Container(Engine),
    Image(Engine),
    Other(OtherKind),
}

/// Keys only Podman prints on a container.
const PODMAN_CONTAINER: &[&str] = &[
    "ImageName",
    "EffectiveCaps",
    "BoundingCaps",
    "OCIRuntime",
    "ConmonPidFile",
    "Pod",
];
/// Keys only Podman prints on an image.
const PODMAN_IMAGE: &[&str] = &["Digest", "NamesHistory", "History", "ManifestType"];

impl Shape {
    /// The first shape whose markers the object has.
    pub(super) fn of(members: &[Member<'_>]) -> Self {
        let has = |key: &str| value(members, key).is_some();
        let within = |key: &str, inner: &[&str]| has_inside(members, key, inner);
        if has("HostConfig") && has("State") && (has("Config") || has("Path")) {
            let is_podman = PODMAN_CONTAINER.iter().any(|key| has(key))
                || within("State", &["OciVersion"])
                || within("State", &["ConmonPid"]);
            return Self::Container(if is_podman {
                Engine::Podman
            } else {
                Engine::Docker
            });
        }
        let is_image = has("RootFS") || (has("Architecture") && has("Os") && has("Config"));
        if (has("RepoTags") || has("RepoDigests")) && is_image {
            let is_podman = PODMAN_IMAGE.iter().any(|key| has(key));
            return Self::Image(if is_podman {
                Engine::Podman
            } else {
                Engine::Docker
            });
        }
        Self::Other(Self::other(&has, &within))
    }

    fn other(has: &dyn Fn(&str) -> bool, within: &dyn Fn(&str, &[&str]) -> bool) -> OtherKind {
        let is_podman_network =
            has("name") && has("driver") && (has("subnets") || has("dns_enabled"));
        if (has("Driver") && has("Scope") && has("IPAM")) || is_podman_network {
            OtherKind::Network
        } else if has("Mountpoint") && has("Driver") && has("Name") {
            OtherKind::Volume
        } else if within("Spec", &["TaskTemplate"]) {
            OtherKind::Service
        } else if has("ServiceID") && has("DesiredState") {
            OtherKind::Task
        } else if within("Description", &["Engine"]) && within("Spec", &["Role"]) {
            OtherKind::Node
        } else if has("JoinTokens") || within("Spec", &["CAConfig"]) {
            OtherKind::Swarm
        } else if within("Spec", &["Name"]) && (has("CreatedAt") && (has("Version") || has("ID"))) {
            if within("Spec", &["Data"]) {
                OtherKind::Config
            } else {
                OtherKind::Secret
            }
        } else {
            OtherKind::Unknown
        }
    }
}

/// The value of a key; the last one where it repeats.
pub(super) fn value<'a>(members: &[Member<'a>], key: &str) -> Option<&'a RawValue> {
    members
        .iter()
        .rev()
        .find(|(own, _)| own == key)
        .map(|(_, value)| *value)
}

fn has_inside(members: &[Member<'_>], key: &str, inner: &[&str]) -> bool {
    value(members, key).is_some_and(|raw| {
        let path: Vec<Step<'_>> = inner.iter().map(|key| Step::Key(key)).collect();
        locate(raw.get(), Span::new(0, raw.get().len()), &path).is_some()
    })
}

/// The name of an object that is neither a container nor an image.
pub(super) fn other_name<'a>(reader: &mut Reader<'a>, members: &[Member<'a>]) -> Field<String> {
    let spec = value(members, "Spec")
        .map(|spec| reader.object("Spec", spec))
        .unwrap_or_default();
    let named = ["Name", "name"].iter().find_map(|key| value(members, key));
    let id = || {
        ["ID", "Id", "id"]
            .iter()
            .find_map(|key| value(members, key))
    };
    match named.or_else(|| value(&spec, "Name")).or_else(id) {
        Some(raw) => reader.string("the name", raw),
        None => Field::Absent,
    }
}
