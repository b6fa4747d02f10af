//! Decides `tmpfs-size-bounded`: no container fills the host's memory with files.

use super::{Check, Decide, unsettled};
use crate::catalogue::tmpfs_size_bounded::{CONTROL, SIZE_UNRESOLVED, SIZE_UNSET};
use crate::facts::Runtime;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Linux(decide),
};

fn decide(runtime: &Runtime) -> Verdict {
    let mounts = &runtime.memory_mounts;
    let unbounded = mounts.items.iter().filter(|it| !it.value.is_bounded);
    let failures = unbounded
        .map(|mount| {
            Finding::new(SIZE_UNSET)
                .with("target", &mount.value.target)
                .at(mount.evidence)
        })
        .collect();
    let unknown = unsettled::findings(&mounts.unknown, SIZE_UNRESOLVED);
    Verdict::over(!mounts.is_none(), failures, unknown)
}
