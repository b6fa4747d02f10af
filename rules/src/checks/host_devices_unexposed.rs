//! Decides `host-devices-unexposed`: containers get no devices of the host.
//!
//! Disks and the machine's memory are another control's matter. Whether any other device is
//! needed is for a person to say, so each of them is listed.

use super::{Check, Decide, devices};
use crate::catalogue::host_devices_unexposed::{
    CONTROL, DEVICE_GIVEN, DEVICE_UNRESOLVED, HYPERVISOR_GIVEN, ORDINARY_GIVEN, RULE_ALLOWS_DEVICES,
};
use crate::facts::{Device, DeviceKind, Runtime, Stated};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Linux(decide),
};

fn decide(runtime: &Runtime) -> Verdict {
    let rules = runtime.devices.rules.items.iter();
    let rules = rules.filter(|rule| !rule.value.allows_disks()).map(|rule| {
        Finding::new(RULE_ALLOWS_DEVICES)
            .with("rule", &rule.value.text)
            .at(rule.evidence)
    });
    devices::judge(runtime, DEVICE_UNRESOLVED, passed, rules)
}

fn passed(device: &Stated<Device>) -> Option<Finding> {
    let reason = match device.value.kind() {
        DeviceKind::All | DeviceKind::Disk | DeviceKind::KernelLog | DeviceKind::Memory => {
            return None;
        }
        DeviceKind::Hypervisor => HYPERVISOR_GIVEN,
        DeviceKind::Ordinary => ORDINARY_GIVEN,
        DeviceKind::Other => DEVICE_GIVEN,
    };
    let finding = Finding::new(reason).with("device", &device.value.source);
    Some(finding.at(device.evidence))
}
