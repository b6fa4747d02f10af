//! Decides `live-restore-on`: an update of the engine stops no container.

use super::{Check, Decide, daemon_settings::switch};
use crate::catalogue::live_restore_on::{CONTROL, RESTORE_OFF, RESTORE_OFF_BY_DEFAULT};
use crate::facts::Daemon;
use crate::finding::Verdict;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Daemon(decide),
};

fn decide(daemon: &Daemon) -> Verdict {
    // A swarm moves tasks itself and refuses the setting.
    if daemon.swarm.active.value() == Some(&true) {
        return Verdict::NotApplicable;
    }
    switch(
        &daemon.live_restore,
        true,
        RESTORE_OFF,
        RESTORE_OFF_BY_DEFAULT,
    )
}
