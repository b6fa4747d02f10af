//! The mounts of a compose project's service.

use super::{
    Declared, LOCAL_PERSIST, Listed, Mount, MountKind, OpenMount, Stated, is_engine_socket,
};
use crate::facts::service::Deployed;
use crate::model::compose::{Compose, Field, Named, Setting, Volume, VolumeKind};
use crate::model::yaml::Node;

/// The mounts, and the control sockets that the service gets as a secret or a config.
pub(super) fn mounts(deployed: Deployed<'_>) -> Listed<Mount> {
    let mut listed = deployed.composed.list(volumes(deployed), mount);
    let compose = &deployed.composed.project.compose;
    let kinds = [
        ("secrets", "/run/secrets/", &compose.secrets),
        ("configs", "/", &compose.configs),
    ];
    for (key, folder, declared) in kinds {
        let given = deployed.composed.service.field(&[key]);
        let given = given.list(|item| {
            let is_long = item.node().is_some_and(Node::is_mapping);
            let name = if is_long { item.get("source") } else { item };
            name.text()
        });
        let sockets = deployed
            .composed
            .list(given, |name| socket_file(declared, folder, name));
        listed.items.extend(sockets.items);
    }
    listed
}

/// The mount of a secret or config that is a control socket.
fn socket_file(declared: &[Named], folder: &str, name: &str) -> Option<Mount> {
    let named = declared.iter().find(|named| named.name.value == name)?;
    let file = named.field(&["file"]).text().value()?.clone();
    is_engine_socket(&file).then(|| Mount {
        kind: MountKind::Bind,
        source: file,
        target: format!("{folder}{name}"),
        read_only: true,
        propagation: None,
        relabels: false,
    })
}

/// What is known of the mounts that a variable leaves open.
pub(super) fn open_mounts(deployed: Deployed<'_>) -> Vec<Stated<OpenMount>> {
    let open = open_items(deployed).filter_map(|item| {
        let parts = item.volume_parts();
        let node = item.node()?;
        let value = OpenMount {
            written: parts.written,
            source: parts.source.value().cloned(),
            source_end: parts.source_end,
            target: parts.target.value().cloned().unwrap_or_default(),
            read_only: settled(&parts.read_only, |read_only| *read_only),
            relabels: settled(&parts.selinux, |_| true),
        };
        let evidence = deployed.composed.at(node.span);
        Some(Stated { value, evidence })
    });
    open.collect()
}

/// What a part says; its absence says no.
fn settled<T>(part: &Setting<T>, read: impl Fn(&T) -> bool) -> Option<bool> {
    match part {
        Setting::Absent => Some(false),
        Setting::Set(part) => Some(read(&part.value)),
        Setting::Unresolved { .. } | Setting::Malformed { .. } => None,
    }
}

fn open_items(deployed: Deployed<'_>) -> impl Iterator<Item = Field<'_>> {
    let items = deployed.composed.service.field(&["volumes"]).items();
    items.filter(|item| matches!(item.volume(), Setting::Unresolved { .. }))
}

/// How each mount of the host spreads, where that is stated. A named volume's has no effect.
pub(super) fn propagations(deployed: Deployed<'_>) -> Listed<String> {
    let settled = volumes(deployed)
        .into_iter()
        .filter_map(|volume| match volume {
            Setting::Set(volume) if volume.value.kind == VolumeKind::Bind => {
                let propagation = volume.value.propagation?;
                Some(Setting::set(propagation, volume.span))
            }
            Setting::Set(_)
            | Setting::Absent
            | Setting::Unresolved { .. }
            | Setting::Malformed { .. } => None,
        });
    let open = open_items(deployed).map(|item| item.volume_parts().propagation);
    let all = settled.chain(open).collect();
    deployed
        .composed
        .list(all, |propagation| Some(propagation.clone()))
}

/// The mounts, with volumes that only stand for a path of the host as that path.
fn volumes(deployed: Deployed<'_>) -> Vec<Setting<Volume>> {
    let volumes = deployed.composed.service.volumes().into_iter();
    volumes
        .map(|volume| {
            volume.and_then(|volume| {
                match bound(&deployed.composed.project.compose, &volume.value) {
                    None => Setting::Set(volume),
                    Some((Setting::Set(path), read_only)) => {
                        Setting::Set(volume.map(|volume| Volume {
                            kind: VolumeKind::Bind,
                            source: Some(path.value),
                            read_only: volume.read_only || read_only,
                            ..volume
                        }))
                    }
                    Some((Setting::Unresolved { variables, .. }, _)) => Setting::Unresolved {
                        span: volume.span,
                        variables,
                    },
                    Some((Setting::Absent | Setting::Malformed { .. }, _)) => Setting::malformed(
                        volume.span,
                        "the path that the volume is bound to is not stated",
                    ),
                }
            })
        })
        .collect()
}

/// What a named volume of the local driver is bound to, and whether it is read-only; `None`
/// where it is an ordinary one, or not this file's to say.
fn bound(compose: &Compose, volume: &Volume) -> Option<(Setting<String>, bool)> {
    let name = volume.source.as_deref()?;
    if volume.kind != VolumeKind::Volume {
        return None;
    }
    let mut declared = compose.volumes.iter();
    behind(declared.find(|declared| declared.name.value == name)?)
}

/// The same of its declaration.
fn behind(declared: &Named) -> Option<(Setting<String>, bool)> {
    let is_external = declared.field(&["external"]).boolean().value() == Some(&true);
    if is_external {
        return None;
    }
    let option = |key| declared.field(&["driver_opts", key]).text();
    let driver = declared.field(&["driver"]).text();
    match driver.value().map(String::as_str) {
        None | Some("local") => {}
        Some(LOCAL_PERSIST) => {
            let place = option("mountpoint");
            return (!place.is_absent()).then_some((place, false));
        }
        Some(_) => return None,
    }
    let flags = option("o");
    let has = |wanted: &[&str]| {
        flags.value().is_some_and(|flags| {
            flags
                .split(',')
                .any(|flag| wanted.iter().any(|wanted| flag.trim() == *wanted))
        })
    };
    let device = option("device");
    // Without a file system of its own, a path is mounted as it is, whatever the flags say.
    let is_path = device.value().is_some_and(|device| device.starts_with('/'));
    let is_none = option("type")
        .value()
        .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("none"));
    (has(&["bind", "rbind"]) || (is_none && is_path)).then(|| (device, has(&["ro"])))
}

impl Declared<'_> {
    /// The path of the host that a volume only stands for; absent where it is an ordinary one.
    pub fn host_path(self) -> Setting<String> {
        behind(self.named).map_or(Setting::Absent, |(path, _)| path)
    }
}

fn mount(volume: &Volume) -> Option<Mount> {
    let kind = match volume.kind {
        VolumeKind::Bind => MountKind::Bind,
        VolumeKind::Npipe => MountKind::Pipe,
        VolumeKind::Volume
        | VolumeKind::Anonymous
        | VolumeKind::Tmpfs
        | VolumeKind::Cluster
        | VolumeKind::Image => MountKind::Managed,
    };
    Some(Mount {
        kind,
        source: volume.source.clone()?,
        target: volume.target.clone(),
        read_only: volume.read_only,
        propagation: volume.propagation.clone(),
        relabels: volume.selinux.is_some(),
    })
}
