//! Decides `swarm-key-rotated`: who left does not know the key any more.
//!
//! Nothing shows the key's age, so a person answers where there is a key.

use super::{Check, Decide};
use crate::catalogue::swarm_key_rotated::{CONTROL, ROTATION_UNSEEN};
use crate::facts::Daemon;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Swarm(decide),
};

fn decide(daemon: &Daemon) -> Verdict {
    let locked = &daemon.swarm.locked;
    // Without a lock there is no key.
    if locked.value() == Some(&false) {
        return Verdict::NotApplicable;
    }
    let finding = Finding::new(ROTATION_UNSEEN);
    finding.at_any(locked.evidence()).leaves_unknown()
}
