//! Decides `swarm-mode-needed`: a host without services is no node of a swarm.

use super::{Check, Decide, daemon_settings::settled};
use crate::catalogue::swarm_mode_needed::{CONTROL, NEED_UNSEEN};
use crate::facts::Daemon;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Daemon(decide),
};

fn decide(daemon: &Daemon) -> Verdict {
    match settled(&daemon.swarm.active) {
        Ok((false, place)) => Verdict::Pass(place),
        Ok((true, place)) if daemon.swarm.is_used => Verdict::Pass(place),
        Ok((true, place)) => Finding::new(NEED_UNSEEN).at_any(place).leaves_unknown(),
        Err(open) => open,
    }
}
