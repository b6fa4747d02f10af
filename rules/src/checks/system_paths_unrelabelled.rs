//! Decides `system-paths-unrelabelled`: no mount gives the host's own files another label.

use super::{Check, Decide, mount_edits, service_edits, unsettled};
use crate::catalogue::system_paths_unrelabelled::{CONTROL, MOUNT_UNRESOLVED, SYSTEM_RELABELLED};
use crate::facts::{Composed, Runtime};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Mended(&Decide::Linux(decide), mend),
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

fn mend(finding: Finding, service: Composed<'_>) -> Finding {
    service_edits::mended(
        finding,
        service,
        "Make sure that the container may read the folder as it is labelled.",
        |site| mount_edits::without_option(site, &["z", "Z"], "selinux"),
    )
}
