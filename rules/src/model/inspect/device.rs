//! Devices a container is given, by path or by asking a driver.

use super::value::Reader;
use super::{Field, Words};
use crate::model::json::Raw;
use crate::span::Span;

/// One entry of `HostConfig.DeviceRequests`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeviceRequest {
    /// The whole entry.
    pub span: Span,
    /// `Driver`, e.g. `nvidia` or `cdi`.
    pub driver: Field<String>,
    /// `Count`; -1 is all of them.
    pub count: Field<i64>,
    /// `DeviceIDs`.
    pub device_ids: Words,
    /// `Capabilities`, the alternatives one after the other.
    pub capabilities: Words,
}

/// One entry of `HostConfig.Devices`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Device {
    /// The whole entry.
    pub span: Span,
    /// `PathOnHost`.
    pub path_on_host: Field<String>,
    /// `PathInContainer`.
    pub path_in_container: Field<String>,
    /// `CgroupPermissions`, e.g. `rwm`.
    pub permissions: Field<String>,
}

impl DeviceRequest {
    /// Reads one entry.
    pub(super) fn read(reader: &mut Reader, raw: Raw<'_>) -> Self {
        let mut read = Self {
            span: raw.span(),
            ..Self::default()
        };
        for (key, raw) in reader.object("an entry of DeviceRequests", raw) {
            match key.as_ref() {
                "Driver" => read.driver = reader.string("DeviceRequests.Driver", raw),
                "Count" => read.count = reader.number("DeviceRequests.Count", raw),
                "DeviceIDs" => read.device_ids = reader.strings("DeviceRequests.DeviceIDs", raw),
                "Capabilities" => {
                    let what = "DeviceRequests.Capabilities";
                    let sets = reader.list(what, raw, |reader, item| {
                        reader.one_or_more(what, item).stated().cloned()
                    });
                    read.capabilities =
                        sets.map(|sets| sets.into_iter().flat_map(|set| set.value).collect());
                }
                // The rest is not judged.
                _ => {}
            }
        }
        read
    }
}

impl Device {
    /// Reads one entry.
    pub(super) fn read(reader: &mut Reader, raw: Raw<'_>) -> Self {
        let mut read = Self {
            span: raw.span(),
            ..Self::default()
        };
        for (key, raw) in reader.object("an entry of HostConfig.Devices", raw) {
            match key.as_ref() {
                "PathOnHost" => read.path_on_host = reader.string("Devices.PathOnHost", raw),
                "PathInContainer" => {
                    read.path_in_container = reader.string("Devices.PathInContainer", raw);
                }
                "CgroupPermissions" => {
                    read.permissions = reader.string("Devices.CgroupPermissions", raw);
                }
                // The rest is not judged.
                _ => {}
            }
        }
        read
    }
}
