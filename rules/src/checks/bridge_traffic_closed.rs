//! Decides `bridge-traffic-closed`: containers on the default bridge are kept apart.

use super::daemon_settings::switch;
use super::{Check, Decide};
use crate::catalogue::bridge_traffic_closed::{
    CONTROL, TRAFFIC_ALLOWED, TRAFFIC_ALLOWED_BY_DEFAULT,
};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Daemon(|daemon| {
        switch(
            &daemon.bridge_traffic,
            false,
            TRAFFIC_ALLOWED,
            TRAFFIC_ALLOWED_BY_DEFAULT,
        )
    }),
};
