//! The devices that a container reaches.

use super::Inspected;
use crate::facts::{Device, DeviceRule, Devices};
use crate::model::inspect::{DeviceRequest, Field, HostConfig};
use crate::span::Span;

impl Inspected {
    pub(super) fn devices(self, host: &HostConfig) -> Devices {
        let mut passed = self.list(&host.devices, |device| {
            let source = device.path_on_host.value()?;
            let granted = device.permissions.value().map(String::as_str);
            let span = device.path_on_host.span().unwrap_or(device.span);
            Some((Device::new(source, granted), span))
        });
        if let Field::Unreadable(span) = &host.device_requests {
            passed.unknown.push(self.unreadable(*span));
        }
        for request in host.device_requests.items() {
            for (name, span) in requested(request) {
                passed.push(Device::new(&name, None), self.at(span));
            }
        }
        Devices {
            passed,
            rules: self.list(&host.device_cgroup_rules, |rule| {
                Some((DeviceRule::new(&rule.value), rule.span))
            }),
        }
    }
}

/// What a driver of devices is asked for: each by its name, or some of a kind.
fn requested(request: &DeviceRequest) -> Vec<(String, Span)> {
    let ids = request.device_ids.items();
    if !ids.is_empty() {
        return ids.iter().map(|id| (id.value.clone(), id.span)).collect();
    }
    let kinds = request.capabilities.items().iter();
    let kinds: Vec<&str> = kinds.map(|kind| kind.value.as_str()).collect();
    let name = match (request.driver.value(), kinds.as_slice()) {
        (Some(driver), _) => driver.clone(),
        (None, []) => return Vec::new(),
        (None, kinds) => kinds.join(", "),
    };
    vec![(name, request.span)]
}
