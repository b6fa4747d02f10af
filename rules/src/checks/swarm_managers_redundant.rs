//! Decides `swarm-managers-redundant`: the loss of one machine leaves a swarm that can be changed.

use super::{Check, Decide, daemon_settings::settled, unsettled};
use crate::catalogue::swarm_managers_redundant::{CONTROL, MANAGER_SINGLE, MANAGER_UNREACHABLE};
use crate::facts::Daemon;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Swarm(decide),
};

fn decide(daemon: &Daemon) -> Verdict {
    let swarm = &daemon.swarm;
    let lost = swarm.unreachable.items.iter().map(|manager| {
        Finding::new(MANAGER_UNREACHABLE)
            .with("manager", &manager.value)
            .at(manager.evidence)
    });
    let mut failures: Vec<Finding> = lost.collect();
    let (mut place, mut unknown) = (None, unsettled::unseen_all(&swarm.unreachable.unknown));
    match (settled(&swarm.managers), settled(&swarm.nodes)) {
        (Ok((1, _)), Ok((1, _))) if failures.is_empty() => return Verdict::NotApplicable,
        (Ok((1, evidence)), Ok((nodes, _))) if *nodes > 1 => {
            let finding = Finding::new(MANAGER_SINGLE).with("nodes", nodes);
            failures.push(finding.at_any(evidence));
        }
        (Ok((2.., evidence)), _) | (Ok((_, evidence)), Ok(_)) => place = evidence,
        (Err(Verdict::Unknown(findings)), _) | (_, Err(Verdict::Unknown(findings))) => {
            unknown.extend(findings);
        }
        (Err(_), _) | (_, Err(_)) => {}
    }
    unknown.dedup();
    match Verdict::of_lists(failures, unknown) {
        Verdict::Pass(_) => Verdict::Pass(place),
        verdict => verdict,
    }
}
