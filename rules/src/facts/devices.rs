//! Devices of the host that a container gets, and what each kind of them gives away.

use super::host_paths::normalise;
use super::{Composed, Listed};

/// What a container may do with devices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Devices {
    /// Devices that are passed on.
    pub passed: Listed<Device>,
    /// Rules that allow kinds of devices, e.g. `c 189:* rmw`.
    pub rules: Listed<DeviceRule>,
}

/// A device of the host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// Its path on the host, or a name such as `vendor.com/class=name`.
    pub source: String,
    /// Whether it may only be read.
    pub read_only: bool,
}

/// What a device gives away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeviceKind {
    /// Everything: it is the folder of all devices.
    All,
    /// What is stored on the host, whatever the file system allows.
    Disk,
    /// What the kernel logs, and a place to write among it.
    KernelLog,
    /// The memory or the ports of the machine.
    Memory,
    /// Virtual machines on the host.
    Hypervisor,
    /// A thing that containers are often given on purpose.
    Ordinary,
    /// Anything else.
    Other,
}

/// A rule of the control group for devices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceRule {
    /// As written.
    pub text: String,
}

/// Devices that hold files, by how their names begin: before a letter or two and a number,
/// before a number, before anything, and the folders that hold links to them.
const DISK_LETTERED: [&str; 4] = ["sd", "hd", "vd", "xvd"];
const DISK_NUMBERED: [&str; 2] = ["md", "sg"];
const DISK_ANY: [&str; 5] = ["nvme", "mmcblk", "dm-", "loop", "rbd"];
const DISK_FOLDERS: [&str; 4] = ["md", "mapper", "disk", "block"];

/// Devices that are passed on for a purpose of their own.
const ORDINARY_FOLDERS: [&str; 3] = ["dri", "snd", "input"];
const ORDINARY_NUMBERED: [&str; 4] = ["video", "ttyUSB", "ttyACM", "renderD"];
const ORDINARY: [&str; 2] = ["net/tun", "fuse"];

impl Devices {
    /// What a service states.
    pub(super) fn of_service(composed: Composed<'_>) -> Self {
        if composed.ignores("devices") {
            return Self {
                passed: Listed::none(),
                rules: Listed::none(),
            };
        }
        let rules = composed.service.field(&["device_cgroup_rules"]).texts();
        Self {
            passed: composed.list(composed.service.devices(), |device| {
                Some(Device::new(&device.source, device.permissions.as_deref()))
            }),
            rules: composed.list(rules, |rule| Some(DeviceRule::new(rule))),
        }
    }
}

impl Device {
    /// A device with the letters of `rwm` that are granted; none stated grant all.
    pub(super) fn new(source: &str, permissions: Option<&str>) -> Self {
        Self {
            source: source.to_owned(),
            read_only: permissions.is_some_and(|granted| granted.trim() == "r"),
        }
    }

    /// What it gives away.
    pub fn kind(&self) -> DeviceKind {
        kind_of(&self.source)
    }
}

impl DeviceRule {
    pub(super) fn new(text: &str) -> Self {
        let text = text.trim().to_owned();
        Self { text }
    }

    /// Whether it allows devices that hold files.
    pub fn allows_disks(&self) -> bool {
        self.text.starts_with(['a', 'b'])
    }
}

/// What a path of the host gives away; a path that is no device's is `Other`.
pub(super) fn kind_of(source: &str) -> DeviceKind {
    let path = normalise(source);
    let Some(name) = path.strip_prefix("/dev") else {
        return DeviceKind::Other;
    };
    let Some(name) = name.strip_prefix('/') else {
        return if name.is_empty() {
            DeviceKind::All
        } else {
            DeviceKind::Other
        };
    };
    let followed_by = |starts: &[&str], follows: fn(char) -> bool| {
        starts.iter().any(|start| {
            let rest = name.strip_prefix(start);
            rest.is_some_and(|rest| rest.starts_with(follows))
        })
    };
    let lies_in = |folders: &[&str]| {
        folders.iter().any(|folder| {
            let rest = name.strip_prefix(folder);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    };
    let is_digit = |letter: char| letter.is_ascii_digit();
    let is_disk = DISK_LETTERED
        .iter()
        .any(|start| name.strip_prefix(start).is_some_and(is_letter_of_disk))
        || followed_by(&DISK_NUMBERED, is_digit)
        || DISK_ANY.iter().any(|start| name.starts_with(start))
        || lies_in(&DISK_FOLDERS)
        || name == "zfs";
    match name {
        _ if is_disk => DeviceKind::Disk,
        "kmsg" => DeviceKind::KernelLog,
        "mem" | "kmem" | "port" => DeviceKind::Memory,
        "kvm" => DeviceKind::Hypervisor,
        _ if lies_in(&ORDINARY_FOLDERS)
            || followed_by(&ORDINARY_NUMBERED, is_digit)
            || ORDINARY.contains(&name) =>
        {
            DeviceKind::Ordinary
        }
        _ => DeviceKind::Other,
    }
}

/// `a`, `ab` or `a1`, as disks of one kind are told apart.
fn is_letter_of_disk(rest: &str) -> bool {
    let letters = rest.trim_end_matches(|last: char| last.is_ascii_digit());
    matches!(letters.len(), 1 | 2) && letters.bytes().all(|letter| letter.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Device, DeviceKind, kind_of};

    proptest! {
        /// What lies nowhere near devices is none.
        #[test]
        fn other_paths_are_no_devices(path in "/[a-ce-z]{0,3}(/(sda|mem|\\PC{0,4})){0,3}") {
            prop_assert_eq!(kind_of(&path), DeviceKind::Other);
        }
    }

    #[test]
    fn disks_are_known_by_their_names() {
        for disk in [
            "/dev/sda1",
            "//dev/./sdb",
            "/dev/nvme0n1",
            "/dev/md0",
            "/dev/md/data",
            "/dev/disk/by-id/x",
            "/dev/dm-0",
        ] {
            assert_eq!(kind_of(disk), DeviceKind::Disk, "{disk}");
        }
        for other in [
            "/dev/mdadm",
            "/dev/sdx/../ttyS0",
            "vendor.com/class=gpu",
            "/device",
        ] {
            assert_eq!(kind_of(other), DeviceKind::Other, "{other}");
        }
        assert_eq!(kind_of("/dev/"), DeviceKind::All);
        assert_eq!(kind_of("/dev/ttyUSB0"), DeviceKind::Ordinary);
        assert_eq!(kind_of("/dev/net/tun"), DeviceKind::Ordinary);
        assert_eq!(kind_of("/dev/mem"), DeviceKind::Memory);
    }

    #[test]
    fn reading_alone_has_to_be_stated() {
        assert!(Device::new("/dev/sda", Some("r")).read_only);
        assert!(!Device::new("/dev/sda", Some("rw")).read_only);
        assert!(!Device::new("/dev/sda", None).read_only);
    }
}
