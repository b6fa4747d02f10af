//! Decides `swarm-key-rotated`: who left does not know the key any more.
//!
//! Nothing shows the key's age, so a person answers where there is a key.

use super::{Check, Decide, daemon_settings::in_swarm};
use crate::catalogue::swarm_key_rotated::{CONTROL, ROTATION_UNSEEN};
use crate::facts::Daemon;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Daemon(decide),
};

fn decide(daemon: &Daemon) -> Verdict {
    match in_swarm(daemon) {
        // Without a lock there is no key.
        Ok(()) if daemon.swarm.locked.value() == Some(&false) => Verdict::NotApplicable,
        Ok(()) => Finding::new(ROTATION_UNSEEN)
            .at_any(daemon.swarm.locked.evidence())
            .leaves_unknown(),
        Err(verdict) => verdict,
    }
}
