//! Decides `swarm-listeners-bound`: managers and nodes of a swarm are not reached on every
//! address of their host.
//!
//! The port for commands is 2377, that for talk between nodes 7946, over TCP and UDP.

use super::{Check, Decide, unsettled};
use crate::catalogue::swarm_listeners_bound::{CONTROL, LISTENER_EVERYWHERE};
use crate::facts::{Listener, Machine, Need, Unknown};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Machine(decide),
};

fn decide(machine: &Machine) -> Verdict {
    let in_swarm = machine.in_swarm.value().copied();
    if in_swarm == Some(false) {
        return Verdict::NotApplicable;
    }
    let mut failures = Vec::new();
    let mut bound = None;
    for listener in &machine.listeners.items {
        if !is_of_swarm(&listener.value) {
            continue;
        }
        if listener.value.is_everywhere() {
            let finding = Finding::new(LISTENER_EVERYWHERE)
                .with("port", listener.value.port)
                .with("protocol", &listener.value.protocol);
            failures.push(finding.at(listener.evidence));
        } else {
            bound = bound.or(Some(listener.evidence));
        }
    }
    let mut unknown = unsettled::unseen_all(&machine.listeners.unknown);
    // Every node listens, so a listing without it was made elsewhere, as in a container.
    if in_swarm == Some(true) && bound.is_none() && failures.is_empty() && unknown.is_empty() {
        unknown.extend(unsettled::unseen_all(&[Unknown {
            needs: Need::Source("`ss -lntup`, run by root on the host itself"),
            evidence: machine.in_swarm.evidence(),
        }]));
    }
    match Verdict::over(bound.is_some(), failures, unknown) {
        Verdict::Pass(_) => Verdict::Pass(bound),
        verdict => verdict,
    }
}

/// Another program that happens to use the port is none of a swarm's; one that could not be
/// seen is taken for the daemon.
fn is_of_swarm(listener: &Listener) -> bool {
    let is_port = match listener.port {
        2377 => listener.protocol == "tcp",
        7946 => true,
        _ => false,
    };
    let program = listener.program.as_deref();
    is_port && program.is_none_or(|program| program == "dockerd")
}
