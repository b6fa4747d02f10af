//! Decides `tmpfs-options-restricted`: memory that can be written starts no programs.

use super::{Check, Decide, mount_edits, service_edits, unsettled};
use crate::catalogue::tmpfs_options_restricted::{CONTROL, OPTIONS_LOOSENED, OPTIONS_UNRESOLVED};
use crate::facts::{Composed, MemoryMount, Runtime, Stated};
use crate::finding::{Finding, Verdict};
use crate::model::yaml::Node;
use crate::sheet::Refusal;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Mended(&Decide::Linux(decide), mend),
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

/// The long form has no options of this kind.
fn mend(finding: Finding, service: Composed<'_>) -> Finding {
    let path = ["tmpfs"];
    service_edits::mended(
        finding,
        service,
        "Make sure that the program starts nothing from this folder.",
        |site| {
            let stated = site.place.at(&path).and_then(Node::as_str);
            let without = |tmpfs: &str| mount_edits::without(tmpfs, &["exec", "suid", "dev"]);
            if let Some(tmpfs) = stated {
                return site.set(&path, &without(tmpfs));
            }
            let index = site.item(&path)?;
            let tmpfs = site.scalar_item(&path, index).ok_or(Refusal::OtherShape)?;
            site.place.set_item(&path, index, &without(tmpfs))
        },
    )
}
