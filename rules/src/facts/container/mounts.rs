//! What a container has mounted.

use super::Inspected;
use crate::facts::{Listed, MemoryMount, Mount, MountKind};
use crate::model::inspect::{Container, Field, HostConfig};

impl Inspected {
    /// What `--tmpfs` asked for, and `--mount` of that type.
    pub(super) fn memory_mounts(self, host: &HostConfig) -> Listed<MemoryMount> {
        let mut listed = self.list(&host.tmpfs, |(target, options)| {
            let mount = MemoryMount::new(&target.value, &options.value);
            Some((mount, target.span.to(options.span)))
        });
        let asked = self.list(&host.mounts, MemoryMount::of_asked);
        listed.items.extend(asked.items);
        listed
    }

    /// What is really mounted; what was asked for, where the container never ran.
    pub(super) fn mounts(self, container: &Container) -> Listed<Mount> {
        let mut listed = self.list(&container.mounts, |mount| {
            // Old engines print no type, and their volumes lie below a folder of their own.
            let is_volume = |source: &String| source.starts_with("/var/lib/docker/volumes/");
            let kind = match mount.kind.value().map(String::as_str) {
                Some(kind) => kind_of(kind),
                None if mount.source.value().is_some_and(is_volume) => MountKind::Managed,
                None => MountKind::Bind,
            };
            let read_only = match &mount.rw {
                Field::Stated(rw) => !rw.value,
                Field::Absent | Field::Unreadable(_) => has_word(&mount.mode, "ro"),
            };
            let source = mount.source.value().or_else(|| mount.name.value())?.clone();
            let target = mount.destination.value().cloned().unwrap_or_default();
            let span = mount.source.span().unwrap_or(mount.span);
            Some((
                Mount {
                    kind,
                    source,
                    target,
                    read_only,
                    propagation: mount.propagation.value().cloned(),
                    relabels: has_word(&mount.mode, "z") || has_word(&mount.mode, "Z"),
                },
                span,
            ))
        });
        if listed.items.is_empty() {
            let binds = self.list(&container.host.binds, |bind| {
                Some((bound(&bind.value)?, bind.span))
            });
            listed.items.extend(binds.items);
            listed.unknown.extend(binds.unknown);
        }
        // A volume may be made on the way that only stands for a path of the host.
        let stand_ins = self.list(&container.host.mounts, Mount::of_stand_in);
        listed.items.extend(stand_ins.items);
        listed
    }

    /// How each mount of the host spreads.
    pub(super) fn propagations(self, container: &Container) -> Listed<String> {
        let mounts = self.mounts(container).items.into_iter();
        let mut listed = Listed::none();
        for mount in mounts.filter(|mount| mount.value.kind == MountKind::Bind) {
            if let Some(propagation) = mount.value.propagation {
                listed.push(propagation, mount.evidence);
            }
        }
        listed
    }
}

fn kind_of(kind: &str) -> MountKind {
    match kind {
        "bind" => MountKind::Bind,
        "npipe" => MountKind::Pipe,
        _ => MountKind::Managed,
    }
}

/// Whether a comma-separated list holds a word.
fn has_word(field: &Field<String>, word: &str) -> bool {
    field
        .value()
        .is_some_and(|list| list.split(',').any(|part| part.trim() == word))
}

/// `source:target[:options]`, where the source may be a Windows path.
fn bound(bind: &str) -> Option<Mount> {
    let drive = bind
        .get(1..3)
        .is_some_and(|rest| rest == ":\\" || rest == ":/");
    let from = if drive { 2 } else { 0 };
    let colon = bind.get(from..)?.find(':')? + from;
    let (source, rest) = (bind.get(..colon)?, bind.get(colon + 1..)?);
    let (target, options) = rest.rsplit_once(':').unwrap_or((rest, ""));
    let is_path = source.starts_with(['/', '.', '~', '\\']) || drive;
    Some(Mount {
        kind: if is_path {
            MountKind::Bind
        } else {
            MountKind::Managed
        },
        source: source.to_owned(),
        target: target.to_owned(),
        read_only: options.split(',').any(|option| option == "ro"),
        propagation: options
            .split(',')
            .find(|option| option.ends_with("shared") || option.ends_with("slave"))
            .map(str::to_owned),
        relabels: options.split(',').any(|option| matches!(option, "z" | "Z")),
    })
}
