//! Decides `host-directories-unmounted`: no container sees the host's own folders.
//!
//! How much a folder gives away depends on what it is and whether it can be written, so there
//! is a reason for each.

use super::{Check, Decide, service_edits, unsettled};
use crate::catalogue::Reason;
use crate::catalogue::host_directories_unmounted::{
    CONTROL, DIRECTORY_READABLE, DIRECTORY_WRITABLE, KERNEL_READABLE, ROOT_READABLE, ROOT_WRITABLE,
    SOURCE_CLIMBS, SOURCE_UNRESOLVED, SYSTEM_WRITABLE, ZONE_WRITABLE,
};
use crate::facts::{Composed, Exposure, Mount, OpenMount, Runtime, Stated};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Mended(&Decide::Runtime(decide), mend),
};

fn decide(runtime: &Runtime) -> Verdict {
    let mounts = &runtime.mounts.items;
    let mut failures: Vec<Finding> = mounts.iter().filter_map(failure).collect();
    failures.extend(runtime.open_mounts.iter().filter_map(of_open));
    let mut unknown = unsettled::findings(&runtime.mounts.unknown, SOURCE_UNRESOLVED);
    unknown.extend(mounts.iter().filter_map(climbing));
    Verdict::of_lists(failures, unknown)
}

/// Takes away that the folder can be written; what may be read of it is for people to narrow.
fn mend(finding: Finding, service: Composed<'_>) -> Finding {
    let writable = [
        ROOT_WRITABLE,
        SYSTEM_WRITABLE,
        DIRECTORY_WRITABLE,
        ZONE_WRITABLE,
    ];
    if !writable
        .iter()
        .any(|reason| reason.key == finding.reason.key)
    {
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

fn failure(mount: &Stated<Mount>) -> Option<Finding> {
    let is_writable = !mount.value.read_only;
    let reason = match mount.value.exposure()? {
        Exposure::Whole if is_writable => ROOT_WRITABLE,
        Exposure::Whole => ROOT_READABLE,
        Exposure::System | Exposure::Kernel if is_writable && mount.value.is_system() => {
            SYSTEM_WRITABLE
        }
        Exposure::Kernel if !is_writable => KERNEL_READABLE,
        Exposure::System | Exposure::Kernel | Exposure::Private => ordinary(is_writable),
        Exposure::Zone => ZONE_WRITABLE,
    };
    let finding = Finding::new(reason)
        .with("source", &mount.value.source)
        .with("target", &mount.value.target);
    Some(finding.at(mount.evidence))
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
        .with("target", &mount.value.target);
    mount
        .value
        .holds_credentials()
        .then(|| finding.at(mount.evidence))
}

/// Where the file lies decides where such a path leads, and no file says where it lies.
fn climbing(mount: &Stated<Mount>) -> Option<Finding> {
    let path = mount.value.may_climb_to()?;
    let finding = Finding::new(SOURCE_CLIMBS).with("source", &mount.value.source);
    Some(finding.with("path", path).at(mount.evidence))
}
