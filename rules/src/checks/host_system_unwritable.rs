//! Decides `host-system-unwritable`: no container writes where the host keeps itself.

use super::{Check, Decide, host_mounts, unsettled};
use crate::catalogue::host_system_unwritable::{
    BELOW_SYSTEM_WRITABLE, CONTROL, ROOT_WRITABLE, SOURCE_CLIMBS, SOURCE_UNRESOLVED,
    SYSTEM_WRITABLE,
};
use crate::facts::{Exposure, Mount, Runtime, Stated, Volume};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::First(&[
        Decide::Volume(of_volume),
        Decide::Mended(&Decide::Runtime(decide), host_mounts::read_only),
    ]),
};

fn of_volume(volume: &Volume) -> Verdict {
    let bound = volume.bound();
    let graver = bound.iter().filter(|mount| mount.value.gives_host_away());
    let unknown = unsettled::unseen_all(&volume.options.unknown);
    let failures = graver.map(|mount| host_mounts::in_volume(failure(mount)));
    Verdict::over(bound.is_some(), failures.collect(), unknown)
}

fn decide(runtime: &Runtime) -> Verdict {
    let mounts = runtime.mounts.items.iter();
    let failures = mounts.filter(|mount| mount.value.gives_host_away());
    let unknown = host_mounts::unknown(
        runtime,
        Mount::gives_host_away,
        SOURCE_UNRESOLVED,
        SOURCE_CLIMBS,
    );
    Verdict::of_lists(failures.map(failure).collect(), unknown)
}

fn failure(mount: &Stated<Mount>) -> Finding {
    if mount.value.exposure() == Some(Exposure::Whole) {
        return host_mounts::of_mount(ROOT_WRITABLE, mount);
    }
    match mount.value.lies_in_system() {
        Some(folder) => host_mounts::of_mount(BELOW_SYSTEM_WRITABLE, mount).with("folder", folder),
        None => host_mounts::of_mount(SYSTEM_WRITABLE, mount),
    }
}
