//! What a service takes in from its host: mounts and devices.

use super::super::scalar;
use super::super::shape::{List, Mapping, keys, mapping, one};
use super::common::UNIQUE_PAIRS;

/// A service's `volumes`.
pub(super) static VOLUMES: List = List {
    item: mapping(&VOLUME).or_one(&scalar::VOLUME, "text or a mapping"),
    unique: false,
};
static VOLUME: Mapping = keys(&[
    ("bind", mapping(&BIND)),
    ("consistency", one(&scalar::TEXT)),
    ("image", mapping(&IMAGE)),
    ("read_only", one(&scalar::BOOLEAN)),
    ("source", one(&scalar::TEXT)),
    ("target", one(&scalar::TEXT)),
    ("tmpfs", mapping(&TMPFS)),
    ("type", one(&scalar::MOUNT_TYPE)),
    ("volume", mapping(&NAMED)),
])
.with(&["target", "type"]);
static BIND: Mapping = keys(&[
    ("create_host_path", one(&scalar::BOOLEAN)),
    ("propagation", one(&scalar::TEXT)),
    ("recursive", one(&scalar::RECURSIVE)),
    ("selinux", one(&scalar::SELINUX)),
]);
static IMAGE: Mapping = keys(&[("subpath", one(&scalar::TEXT))]);
static TMPFS: Mapping = keys(&[
    ("mode", one(&scalar::FILE_MODE_BITS)),
    ("size", one(&scalar::TMPFS_SIZE)),
]);
static NAMED: Mapping = keys(&[
    ("labels", UNIQUE_PAIRS),
    ("nocopy", one(&scalar::BOOLEAN)),
    ("subpath", one(&scalar::TEXT)),
]);

/// A service's `devices`.
pub(super) static DEVICES: List = List {
    item: mapping(&DEVICE).or_one(&scalar::DEVICE, "text or a mapping"),
    unique: false,
};
static DEVICE: Mapping = keys(&[
    ("permissions", one(&scalar::TEXT)),
    ("source", one(&scalar::TEXT)),
    ("target", one(&scalar::TEXT)),
])
.with(&["source", "target"]);
