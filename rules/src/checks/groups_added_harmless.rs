//! Decides `groups-added-harmless`: no group of a process holds power over the host.

use super::{Check, Decide, service_edits, unsettled};
use crate::catalogue::groups_added_harmless::{
    CONTROL, ENGINE_GROUP, GROUP_UNRESOLVED, POWERFUL_GROUP,
};
use crate::facts::{Composed, Runtime, SocketReach, Stated};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Mended(&Decide::Linux(decide), mend),
};

/// Groups that own what rules the host, by name and by the number most systems give them.
const POWERFUL: [&str; 14] = [
    "root", "0", "docker", "disk", "6", "kvm", "shadow", "42", "sudo", "27", "wheel", "10", "adm",
    "4",
];

fn decide(runtime: &Runtime) -> Verdict {
    let groups = &runtime.groups_added;
    let powerful = groups.items.iter();
    let failures = powerful
        .filter(|group| POWERFUL.contains(&group.value.trim()))
        .map(|group| failure(runtime, group))
        .collect();
    let unknown = unsettled::findings(&groups.unknown, GROUP_UNRESOLVED);
    Verdict::over(!groups.is_none(), failures, unknown)
}

fn failure(runtime: &Runtime, group: &Stated<String>) -> Finding {
    let mut mounts = runtime.mounts.items.iter();
    let has_socket =
        mounts.any(|mount| mount.value.reaches_control_socket() == Some(SocketReach::Socket));
    let finding = if group.value.trim() == "docker" && has_socket {
        Finding::new(ENGINE_GROUP)
    } else {
        Finding::new(POWERFUL_GROUP).with("group", &group.value)
    };
    finding.at(group.evidence)
}

fn mend(finding: Finding, service: Composed<'_>) -> Finding {
    service_edits::mended(
        finding,
        service,
        "Make sure that the program can still reach the files that the group was added for.",
        |site| site.without_item(&["group_add"]),
    )
}
