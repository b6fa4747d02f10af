//! What the controls on devices of the host share.

use super::unsettled;
use crate::catalogue::{Reason, container_unprivileged};
use crate::facts::{Device, Runtime, Stated};
use crate::finding::{Finding, Verdict};

/// The verdict on the devices that a container gets: `passed` is what is wrong with one of them,
/// `further` what else fails, and `unresolved` the reason where a variable leaves one open.
pub(super) fn judge(
    runtime: &Runtime,
    unresolved: &'static Reason,
    passed: fn(&Stated<Device>) -> Option<Finding>,
    further: impl Iterator<Item = Finding>,
) -> Verdict {
    let devices = &runtime.devices;
    let is_privileged = runtime.is_privileged();
    // What an engine reports of a privileged container is every device of the host.
    let is_implied = is_privileged && runtime.confinement.is_reported;
    let mut failures: Vec<Finding> = Vec::new();
    if !is_implied {
        failures.extend(devices.passed.items.iter().filter_map(passed));
    }
    failures.extend(further);
    let mut unknown = unsettled::findings(&devices.passed.unknown, unresolved);
    unknown.extend(unsettled::findings(&devices.rules.unknown, unresolved));
    Verdict::over(!runtime.ignores("devices"), failures, unknown)
        .covered_by(&container_unprivileged::CONTROL, is_privileged)
}
