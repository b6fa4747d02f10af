//! Decides `storage-driver-not-devicemapper`: nothing is stored by a driver that engines gave up.

use super::{Check, Decide, storage_drivers};
use crate::catalogue::storage_driver_not_devicemapper::{CONTROL, DRIVER_DEVICEMAPPER};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Daemon(|daemon| {
        storage_drivers::other_than(daemon, "devicemapper", DRIVER_DEVICEMAPPER)
    }),
};
