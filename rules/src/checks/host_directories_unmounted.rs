//! Decides `host-directories-unmounted`: no container sees the host's own folders.
//!
//! How much a folder gives away depends on what it is and whether it can be written, so there
//! is a reason for each. Where writing is as good as root, that is another control's matter.

use super::{Check, Decide, host_mounts, unsettled};
use crate::catalogue::Reason;
use crate::catalogue::host_directories_unmounted::{
    CONTROL, DIRECTORY_READABLE, DIRECTORY_WRITABLE, KERNEL_READABLE, ROOT_READABLE, SOURCE_CLIMBS,
    SOURCE_UNRESOLVED, ZONE_WRITABLE,
};
use crate::catalogue::host_system_unwritable;
use crate::facts::{Composed, Exposure, Mount, OpenMount, Runtime, Stated, Volume};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::First(&[
        Decide::Volume(of_volume),
        Decide::Mended(&Decide::Runtime(decide), mend),
    ]),
};

fn of_volume(volume: &Volume) -> Verdict {
    let bound = volume.bound();
    let is_graver = |mount: &Stated<Mount>| mount.value.gives_host_away();
    if bound.as_ref().is_some_and(is_graver) {
        return Verdict::Covered(&host_system_unwritable::CONTROL);
    }
    let failures = bound.as_ref().and_then(failure).into_iter();
    let failures = failures.map(host_mounts::in_volume);
    let unknown = unsettled::unseen_all(&volume.options.unknown);
    Verdict::over(bound.is_some(), failures.collect(), unknown)
}

fn decide(runtime: &Runtime) -> Verdict {
    let mounts = &runtime.mounts.items;
    let mut failures: Vec<Finding> = mounts.iter().filter_map(failure).collect();
    failures.extend(runtime.open_mounts.iter().filter_map(of_open));
    let is_lesser = |led: &Mount| {
        let exposure = led.exposure().filter(|it| *it != Exposure::Zone);
        exposure.is_some() && !led.gives_host_away()
    };
    let unknown = host_mounts::unknown(runtime, is_lesser, SOURCE_UNRESOLVED, SOURCE_CLIMBS);
    let gives_host_away = mounts.iter().any(|mount| mount.value.gives_host_away());
    Verdict::of_lists(failures, unknown)
        .covered_by(&host_system_unwritable::CONTROL, gives_host_away)
}

fn mend(finding: Finding, service: Composed<'_>) -> Finding {
    let writable = [DIRECTORY_WRITABLE, ZONE_WRITABLE];
    if writable
        .iter()
        .any(|reason| reason.key == finding.reason.key)
    {
        host_mounts::read_only(finding, service)
    } else {
        finding
    }
}

fn failure(mount: &Stated<Mount>) -> Option<Finding> {
    let reason = match mount.value.exposure()? {
        _ if mount.value.gives_host_away() => return None,
        Exposure::Whole => ROOT_READABLE,
        Exposure::Kernel if mount.value.read_only => KERNEL_READABLE,
        Exposure::System | Exposure::Kernel | Exposure::Private => ordinary(!mount.value.read_only),
        Exposure::Zone => ZONE_WRITABLE,
    };
    Some(host_mounts::of_mount(reason, mount))
}

const fn ordinary(is_writable: bool) -> &'static Reason {
    if is_writable {
        DIRECTORY_WRITABLE
    } else {
        DIRECTORY_READABLE
    }
}

/// Whoever's home it is that a variable names, credentials lie in it.
fn of_open(mount: &Stated<OpenMount>) -> Option<Finding> {
    let is_writable = !mount.value.read_only?;
    let finding = Finding::new(ordinary(is_writable))
        .with("source", &mount.value.written)
        .with("target", host_mounts::place(&mount.value.target));
    mount
        .value
        .holds_credentials()
        .then(|| finding.at(mount.evidence))
}
