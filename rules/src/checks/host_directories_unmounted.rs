//! Decides `host-directories-unmounted`: no container sees the host's own folders.

use super::{Check, Decide, unsettled};
use crate::catalogue::host_directories_unmounted::{
    CONTROL, DIRECTORY_READABLE, DIRECTORY_WRITABLE, SOURCE_UNRESOLVED,
};
use crate::facts::{Mount, Runtime, Stated};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Runtime(decide),
};

fn decide(runtime: &Runtime) -> Verdict {
    let sensitive = runtime
        .mounts
        .items
        .iter()
        .filter(|mount| mount.value.is_sensitive());
    let unknown = unsettled::findings(&runtime.mounts.unknown, SOURCE_UNRESOLVED);
    Verdict::of_lists(sensitive.map(failure).collect(), unknown)
}

fn failure(mount: &Stated<Mount>) -> Finding {
    let reason = if mount.value.read_only {
        &DIRECTORY_READABLE
    } else {
        &DIRECTORY_WRITABLE
    };
    Finding::new(reason)
        .with("source", &mount.value.source)
        .with("target", &mount.value.target)
        .at(mount.evidence)
}
