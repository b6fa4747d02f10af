//! Decides `host-disks-unexposed`: no container reads the host's disks or memory past the kernel.

use super::{Check, Decide, devices};
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
    let rules = runtime.devices.rules.items.iter();
    let rules = rules.filter(|rule| rule.value.allows_disks()).map(|rule| {
        Finding::new(RULE_ALLOWS_DISKS)
            .with("rule", &rule.value.text)
            .at(rule.evidence)
    });
    let mounted = runtime.mounts.items.iter().filter_map(|mount| {
        let is_disk = mount.value.device_kind()? == DeviceKind::Disk;
        let finding = Finding::new(DISK_MOUNTED).with("device", &mount.value.source);
        is_disk.then(|| finding.at(mount.evidence))
    });
    devices::judge(runtime, DEVICE_UNRESOLVED, passed, rules.chain(mounted))
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
