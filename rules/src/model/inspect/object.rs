//! Tells what an inspected object is by its keys.

use super::value::Reader;
use super::{Engine, Field};
use crate::model::json::{Member, Raw};

/// What an object's keys make it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Container(Engine),
    Image(Engine),
    /// The configuration blob of an image, whose keys are in lower case.
    Blob,
    Network(Engine),
    Volume(Engine),
    Service,
    Task,
    Node,
    Secret,
    Config,
    Swarm,
    Unknown,
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
/// Keys only Podman prints on a volume.
const PODMAN_VOLUME: &[&str] = &[
    "MountCount",
    "NeedsCopyUp",
    "NeedsChown",
    "StorageID",
    "LockNumber",
];

impl Shape {
    /// The first shape whose markers the object has.
    pub(super) fn of(members: &[Member<'_>]) -> Self {
        let has = |key: &str| value(members, key).is_some();
        let within = |key: &str, inner: &[&str]| has_inside(members, key, inner);
        // People cut State out before they show a container to others.
        if has("HostConfig") && (has("Config") || (has("State") && has("Path"))) {
            let is_podman = PODMAN_CONTAINER.iter().any(|key| has(key))
                || within("State", &["OciVersion"])
                || within("State", &["ConmonPid"]);
            return Self::Container(engine(is_podman));
        }
        // Old releases list no names of an image that has none.
        let is_unnamed = has("Id") && has("RootFS") && has("Parent");
        let is_image = has("RootFS") || (has("Architecture") && has("Os") && has("Config"));
        if is_unnamed || (has("RepoTags") || has("RepoDigests")) && is_image {
            let is_podman = PODMAN_IMAGE.iter().any(|key| has(key));
            return Self::Image(engine(is_podman));
        }
        if has("architecture") && has("os") && (has("config") || has("rootfs")) {
            return Self::Blob;
        }
        Self::of_others(&has, &within)
    }

    fn of_others(has: &dyn Fn(&str) -> bool, within: &dyn Fn(&str, &[&str]) -> bool) -> Self {
        let is_podman_network = has("name")
            && (has("driver") && (has("subnets") || has("dns_enabled"))
                || has("cniVersion") && has("plugins"));
        if is_podman_network {
            Self::Network(Engine::Podman)
        } else if has("Driver") && has("Scope") && has("IPAM") {
            Self::Network(Engine::Docker)
        } else if has("Mountpoint") && has("Driver") && has("Name") {
            let is_podman = PODMAN_VOLUME.iter().any(|key| has(key));
            Self::Volume(engine(is_podman))
        } else if within("Spec", &["TaskTemplate"]) {
            Self::Service
        } else if has("ServiceID") && has("DesiredState") {
            Self::Task
        } else if within("Description", &["Engine"]) && within("Spec", &["Role"]) {
            Self::Node
        } else if has("JoinTokens") || within("Spec", &["CAConfig"]) {
            Self::Swarm
        } else if within("Spec", &["Name"]) && (has("CreatedAt") && (has("Version") || has("ID"))) {
            if within("Spec", &["Data"]) {
                Self::Config
            } else {
                Self::Secret
            }
        } else {
            Self::Unknown
        }
    }
}

const fn engine(is_podman: bool) -> Engine {
    if is_podman {
        Engine::Podman
    } else {
        Engine::Docker
    }
}

/// The value of a key; the last one where it repeats.
pub(super) fn value<'a>(members: &[Member<'a>], key: &str) -> Option<Raw<'a>> {
    members
        .iter()
        .rev()
        .find(|(own, _)| own == key)
        .map(|(_, value)| *value)
}

fn has_inside(members: &[Member<'_>], key: &str, inner: &[&str]) -> bool {
    let mut found = value(members, key);
    for key in inner {
        let members = found.and_then(Raw::members).into_iter().flatten();
        found = members.filter(|(own, _)| own == key).last().map(|it| it.1);
    }
    found.is_some()
}

/// The name of an object that no marker tells.
pub(super) fn other_name(reader: &mut Reader, members: &[Member<'_>]) -> Field<String> {
    let spec = value(members, "Spec");
    let in_spec = spec.and_then(|spec| {
        let inner = reader.object("Spec", spec);
        let named = inner.filter(|(key, _)| key == "Name").last();
        named.map(|(_, name)| name)
    });
    let named = ["Name", "name"].iter().find_map(|key| value(members, key));
    let id = || {
        ["ID", "Id", "id"]
            .iter()
            .find_map(|key| value(members, key))
    };
    match named.or(in_spec).or_else(id) {
        Some(raw) => reader.string("the name", raw),
        None => Field::Absent,
    }
}
