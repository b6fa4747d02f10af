//! What the controls on mounts of the host's folders have in common.

use super::{service_edits, unsettled};
use crate::catalogue::Reason;
use crate::facts::{Composed, Mount, Runtime, Stated};
use crate::finding::Finding;

/// What leaves a control open that concerns only some of the mounts.
pub(super) fn unknown(
    runtime: &Runtime,
    concerns: impl Fn(&Mount) -> bool,
    by_variable: &'static Reason,
    by_climbing: &'static Reason,
) -> Vec<Finding> {
    let mut unknown = unsettled::findings(&runtime.mounts.unknown, by_variable);
    // Where the file lies decides where such a path leads, and no file says where it lies.
    let climbing = runtime.mounts.items.iter().filter_map(|mount| {
        let led = mount.value.climbed().filter(|led| concerns(led))?;
        let finding = of_mount(by_climbing, mount).with("path", led.source);
        Some(finding)
    });
    unknown.extend(climbing);
    unknown
}

/// Where in the container a mount lies, as messages tell it; a file may leave it out.
pub(super) const fn place(target: &str) -> &str {
    if target.is_empty() {
        "a path that is not given"
    } else {
        target
    }
}

/// A finding that names a mount.
pub(super) fn of_mount(reason: &'static Reason, mount: &Stated<Mount>) -> Finding {
    Finding::new(reason)
        .with("source", &mount.value.source)
        .with("target", place(&mount.value.target))
        .at(mount.evidence)
}

/// The same of a volume that only stands for a path of the host, wherever it is mounted.
pub(super) fn in_volume(mut finding: Finding) -> Finding {
    for (argument, value) in &mut finding.arguments {
        if *argument == "target" {
            "each place of this volume".clone_into(value);
        }
    }
    finding
}

/// Takes away that the folder can be written; what may be read of it is for people to narrow.
pub(super) fn read_only(finding: Finding, service: Composed<'_>) -> Finding {
    service_edits::mended(
        finding,
        service,
        "Make sure that the program need not write there, and mount only the part that it needs.",
        |site| {
            let path = ["volumes"];
            let index = site.item(&path)?;
            match site.scalar_item(&path, index) {
                Some(mount) => site.place.set_item(&path, index, &made_read_only(mount)),
                None => site.place.item(&path, index)?.set(&["read_only"], "true"),
            }
        },
    )
}

/// The short form of a mount with `ro` among its options.
fn made_read_only(mount: &str) -> String {
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
