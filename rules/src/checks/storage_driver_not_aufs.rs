//! Decides `storage-driver-not-aufs`: nothing is stored by a driver that engines gave up.

use super::{Check, Decide, storage_drivers};
use crate::catalogue::storage_driver_not_aufs::{CONTROL, DRIVER_AUFS};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Daemon(|daemon| storage_drivers::other_than(daemon, "aufs", DRIVER_AUFS)),
};
