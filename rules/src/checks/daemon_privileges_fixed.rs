//! Decides `daemon-privileges-fixed`: processes keep at most the rights they begin with.

use super::daemon_settings::switch;
use super::{Check, Decide};
use crate::catalogue::daemon_privileges_fixed::{
    CONTROL, PRIVILEGES_GAINABLE, PRIVILEGES_GAINABLE_BY_DEFAULT,
};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Daemon(|daemon| {
        switch(
            &daemon.privileges_fixed,
            true,
            PRIVILEGES_GAINABLE,
            PRIVILEGES_GAINABLE_BY_DEFAULT,
        )
    }),
};
