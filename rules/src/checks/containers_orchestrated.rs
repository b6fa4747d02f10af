//! Decides `containers-orchestrated`: something beside the engine looks after its containers.

use super::{Check, Decide, daemon_settings::settled};
use crate::catalogue::containers_orchestrated::{CONTROL, ORCHESTRATOR_UNSEEN};
use crate::facts::Daemon;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Daemon(decide),
};

fn decide(daemon: &Daemon) -> Verdict {
    match settled(&daemon.swarm.active) {
        Ok((true, place)) => Verdict::Pass(place),
        // Other orchestrators do not show in the engine.
        Ok((false, place)) => Finding::new(ORCHESTRATOR_UNSEEN)
            .at_any(place)
            .leaves_unknown(),
        Err(open) => open,
    }
}
