//! Decides `userland-proxy-off`: no program stands behind each published port.

use super::daemon_settings::switch;
use super::{Check, Decide};
use crate::catalogue::userland_proxy_off::{CONTROL, PROXY_ON, PROXY_ON_BY_DEFAULT};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Daemon(|daemon| {
        switch(&daemon.userland_proxy, false, PROXY_ON, PROXY_ON_BY_DEFAULT)
    }),
};
