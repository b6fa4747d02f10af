//! Decides `host-disks-unexposed`: no container reads the host's disks or memory past the kernel.

use super::{Check, Decide, unsettled};
use crate::catalogue::container_unprivileged;
use crate::catalogue::host_disks_unexposed::{
    ALL_GIVEN, CONTROL, DEVICE_UNRESOLVED, DISK_GIVEN, DISK_MOUNTED, DISK_READABLE, LOG_GIVEN,
    MEMORY_GIVEN, RULE_ALLOWS_DISKS,
};
use crate::facts::{Device, DeviceKind, Runtime, Stated};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Linux(decide),
};

fn decide(runtime: &Runtime) -> Verdict {
    let devices = &runtime.devices;
    // What an engine reports of a privileged container is every device of the host.
    let is_implied = runtime.is_privileged() && runtime.confinement.is_reported;
    let mut failures: Vec<Finding> = Vec::new();
    if !is_implied {
        failures.extend(devices.passed.items.iter().filter_map(passed));
    }
    let rules = devices.rules.items.iter();
    failures.extend(rules.filter(|rule| rule.value.allows_disks()).map(|rule| {
        Finding::new(RULE_ALLOWS_DISKS)
            .with("rule", &rule.value.text)
            .at(rule.evidence)
    }));
    failures.extend(runtime.mounts.items.iter().filter_map(|mount| {
        let is_disk = mount.value.device_kind()? == DeviceKind::Disk;
        let finding = Finding::new(DISK_MOUNTED).with("device", &mount.value.source);
        is_disk.then(|| finding.at(mount.evidence))
    }));
    let mut unknown = unsettled::findings(&devices.passed.unknown, DEVICE_UNRESOLVED);
    unknown.extend(unsettled::findings(
        &devices.rules.unknown,
        DEVICE_UNRESOLVED,
    ));
    Verdict::over(!runtime.ignores("devices"), failures, unknown)
        .covered_by(&container_unprivileged::CONTROL, is_implied)
}

fn passed(device: &Stated<Device>) -> Option<Finding> {
    let reason = match device.value.kind() {
        DeviceKind::All => return Some(Finding::new(ALL_GIVEN).at(device.evidence)),
        DeviceKind::Disk if device.value.read_only => DISK_READABLE,
        DeviceKind::Disk => DISK_GIVEN,
        DeviceKind::KernelLog => LOG_GIVEN,
        DeviceKind::Memory => MEMORY_GIVEN,
        DeviceKind::Hypervisor | DeviceKind::Ordinary | DeviceKind::Other => return None,
    };
    let finding = Finding::new(reason).with("device", &device.value.source);
    Some(finding.at(device.evidence))
}
