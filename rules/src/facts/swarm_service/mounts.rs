//! What the containers of a service have mounted.

use super::Scheduled;
use crate::facts::{Listed, Mount, MountKind, Stated};
use crate::model::inspect::HostMount;
use crate::span::Span;

impl Scheduled<'_> {
    pub(super) fn mounts(self) -> Listed<Mount> {
        let mounts = &self.task.container.mounts;
        let mut listed = self.source.list(mounts, of_mount);
        // A volume may be made on the way that only stands for a path of the host.
        let stand_ins = self.source.list(mounts, Mount::of_stand_in);
        listed.items.extend(stand_ins.items);
        listed
    }
}

fn of_mount(mount: &HostMount) -> Option<(Mount, Span)> {
    let kind = match mount.kind.value().map(String::as_str) {
        Some("bind") => MountKind::Bind,
        Some("npipe") => MountKind::Pipe,
        _ => MountKind::Managed,
    };
    let source = mount.source.value()?.clone();
    Some((
        Mount {
            kind,
            source,
            target: mount.target.value().cloned().unwrap_or_default(),
            read_only: mount.read_only.value() == Some(&true),
            propagation: mount.propagation.value().cloned(),
            relabels: false,
        },
        mount.source.span().unwrap_or(mount.span),
    ))
}

/// How each mount of the host spreads.
pub(super) fn propagations(mounts: &Listed<Mount>) -> Listed<String> {
    let mut listed = Listed::none();
    for Stated { value, evidence } in &mounts.items {
        if let (MountKind::Bind, Some(propagation)) = (value.kind, &value.propagation) {
            listed.push(propagation.clone(), *evidence);
        }
    }
    listed
}
