//! Decides `host-directories-unmounted`: no container sees the host's own folders.

use super::{Check, Decide, service_edits, unsettled};
use crate::catalogue::host_directories_unmounted::{
    CONTROL, DIRECTORY_READABLE, DIRECTORY_WRITABLE, SOURCE_UNRESOLVED,
};
use crate::facts::{Composed, Mount, Runtime, Stated};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Mended(&Decide::Runtime(decide), mend),
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

/// Takes away that the folder can be written; what may be read of it is for people to narrow.
fn mend(finding: Finding, service: Composed<'_>) -> Finding {
    if finding.reason.key != DIRECTORY_WRITABLE.key {
        return finding;
    }
    service_edits::mended(
        finding,
        service,
        "Make sure that the program need not write there, and mount only the part that it needs.",
        |site| {
            let path = ["volumes"];
            let index = site.item(&path)?;
            match site.scalar_item(&path, index) {
                Some(mount) => site.place.set_item(&path, index, &read_only(mount)),
                None => site.place.item(&path, index)?.set(&["read_only"], "true"),
            }
        },
    )
}

/// The short form of a mount with `ro` among its options.
fn read_only(mount: &str) -> String {
    match mount.rsplit_once(':') {
        // Options hold no path, and targets begin with one.
        Some((rest, options)) if !options.contains(['/', '\\']) && !options.is_empty() => {
            let kept = options.split(',').filter(|option| *option != "rw");
            let options: Vec<&str> = kept.chain(["ro"]).collect();
            format!("{rest}:{}", options.join(","))
        }
        Some(_) | None => format!("{mount}:ro"),
    }
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
