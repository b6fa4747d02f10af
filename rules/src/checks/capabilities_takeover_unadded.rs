//! Decides `capabilities-takeover-unadded`: no added capability is as good as root on the host.
//!
//! A privileged container has them all, which is another control's matter; what is added
//! besides would stay when the privilege goes.

use super::{Check, Decide, service_edits, unsettled};
use crate::catalogue::capabilities_takeover_unadded::{
    ALL_ADDED, CONTROL, FILES_OPENED, NAME_UNRESOLVED, PROCESSES_OPENED, TAKEOVER_ADDED,
};
use crate::catalogue::container_unprivileged;
use crate::facts::{Capability, Composed, Fact, MountKind, Reach, Runtime, Stated};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Mended(&Decide::Linux(decide), mend),
};

fn decide(runtime: &Runtime) -> Verdict {
    let added = &runtime.capabilities_added;
    let failures = added.items.iter().filter_map(|it| failure(runtime, it));
    let failures: Vec<Finding> = failures.collect();
    let mut unknown = unsettled::findings(&added.unknown, NAME_UNRESOLVED);
    if let Fact::Unknown(privileged) = &runtime.privileged {
        unknown.push(unsettled::finding(privileged, NAME_UNRESOLVED));
    }
    Verdict::of_lists(failures, unknown)
        .covered_by(&container_unprivileged::CONTROL, runtime.is_privileged())
}

/// Whether an added capability is this control's matter and no lesser one's.
pub(super) fn takes_over(runtime: &Runtime, added: &Stated<Capability>) -> bool {
    failure(runtime, added).is_some()
}

fn failure(runtime: &Runtime, added: &Stated<Capability>) -> Option<Finding> {
    let capability = &added.value;
    let finding = if capability.is_all() {
        Finding::new(ALL_ADDED)
    } else if capability.is_takeover() {
        Finding::new(TAKEOVER_ADDED).with("capability", capability)
    } else if capability.reach() == Some(Reach::Neighbours) {
        together(runtime, capability)?
    } else {
        return None;
    };
    Some(finding.at(added.evidence))
}

/// What reads neighbours reads the whole host where its processes or files are among them.
fn together(runtime: &Runtime, capability: &Capability) -> Option<Finding> {
    if runtime.pid_mode.value().is_some_and(|mode| mode == "host") {
        return Some(Finding::new(PROCESSES_OPENED).with("capability", capability));
    }
    let mut mounts = runtime.mounts.items.iter();
    let bind = mounts.find(|mount| mount.value.kind == MountKind::Bind)?;
    capability.opens_files().then(|| {
        Finding::new(FILES_OPENED)
            .with("capability", capability)
            .with("source", &bind.value.source)
    })
}

/// Takes the added capability away.
pub(super) fn mend(finding: Finding, service: Composed<'_>) -> Finding {
    service_edits::mended(
        finding,
        service,
        "Make sure that the program works without the capability.",
        |site| site.without_item(&["cap_add"]),
    )
}
