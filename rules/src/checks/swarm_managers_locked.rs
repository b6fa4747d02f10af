//! Decides `swarm-managers-locked`: a stolen disk does not decrypt the swarm.

use super::{Check, Decide, daemon_settings::switch};
use crate::catalogue::swarm_managers_locked::{CONTROL, MANAGERS_UNLOCKED};
use crate::facts::Daemon;
use crate::finding::Verdict;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Swarm(decide),
};

fn decide(daemon: &Daemon) -> Verdict {
    let locked = &daemon.swarm.locked;
    switch(locked, true, MANAGERS_UNLOCKED, MANAGERS_UNLOCKED)
}
