//! Decides `swarm-managers-drained`: no container runs beside the swarm's keys.

use super::{Check, Decide, unsettled};
use crate::catalogue::swarm_managers_drained::{CONTROL, MANAGER_WORKING};
use crate::facts::Daemon;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Swarm(decide),
};

fn decide(daemon: &Daemon) -> Verdict {
    let swarm = &daemon.swarm;
    // A swarm of one node has nowhere else to put its work.
    if swarm.nodes.value() == Some(&1) {
        return Verdict::NotApplicable;
    }
    let working = &swarm.working_managers;
    let failures = working.items.iter().map(|manager| {
        Finding::new(MANAGER_WORKING)
            .with("manager", &manager.value)
            .at(manager.evidence)
    });
    let unknown = unsettled::unseen_all(&working.unknown);
    Verdict::of_lists(failures.collect(), unknown)
}
