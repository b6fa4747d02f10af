//! Decides `tmpfs-options-restricted`: memory that can be written starts no programs.

use super::{Check, Decide, unsettled};
use crate::catalogue::tmpfs_options_restricted::{CONTROL, OPTIONS_LOOSENED, OPTIONS_UNRESOLVED};
use crate::facts::{MemoryMount, Runtime, Stated};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Linux(decide),
};

fn decide(runtime: &Runtime) -> Verdict {
    let mounts = &runtime.memory_mounts;
    let failures = mounts.items.iter().filter_map(failure).collect();
    let unknown = unsettled::findings(&mounts.unknown, OPTIONS_UNRESOLVED);
    Verdict::over(!mounts.is_none(), failures, unknown)
}

fn failure(mount: &Stated<MemoryMount>) -> Option<Finding> {
    let loosened: Vec<&str> = mount.value.loosened().collect();
    (!loosened.is_empty()).then(|| {
        Finding::new(OPTIONS_LOOSENED)
            .with("target", &mount.value.target)
            .with("options", loosened.join(", "))
            .at(mount.evidence)
    })
}
