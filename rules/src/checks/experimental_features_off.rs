//! Decides `experimental-features-off`: the daemon runs what its makers stand by.

use super::daemon_settings::switch;
use super::{Check, Decide};
use crate::catalogue::experimental_features_off::{CONTROL, FEATURES_ON};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Daemon(|daemon| switch(&daemon.experimental, false, FEATURES_ON, FEATURES_ON)),
};
