//! Decides `system-paths-unrelabelled`: no mount gives the host's own files another label.

use super::{Check, Decide, unsettled};
use crate::catalogue::system_paths_unrelabelled::{CONTROL, MOUNT_UNRESOLVED, SYSTEM_RELABELLED};
use crate::facts::Runtime;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Linux(decide),
};

fn decide(runtime: &Runtime) -> Verdict {
    let mounts = &runtime.mounts;
    let relabelled = mounts.items.iter().filter(|it| it.value.relabels_system());
    let failures = relabelled
        .map(|mount| {
            Finding::new(SYSTEM_RELABELLED)
                .with("source", &mount.value.source)
                .at(mount.evidence)
        })
        .collect();
    // What a variable leaves open only matters where a label may be asked for.
    let asks = runtime
        .open_mounts
        .iter()
        .filter(|it| it.value.relabels != Some(false));
    let places: Vec<_> = asks.map(|it| Some(it.evidence)).collect();
    let open = mounts
        .unknown
        .iter()
        .filter(|it| places.contains(&it.evidence));
    let unknown = open
        .map(|it| unsettled::finding(it, MOUNT_UNRESOLVED))
        .collect();
    let is_concerned = mounts.items.iter().any(|it| it.value.relabels);
    Verdict::over(is_concerned, failures, unknown)
}
