//! Decides `containers-running-well`: a container is not being ended and started over and over.

use super::{Check, Decide, unsettled};
use crate::catalogue::containers_running_well::{
    CONTROL, ENDED_FOR_MEMORY, HEALTH_FAILING, HEALTH_UNDECIDED, RESTARTED_OFTEN, STATE_BROKEN,
};
use crate::facts::{Fact, Running, Unknown};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Running(decide),
};

/// More than this is no accident.
const MOST_RESTARTS: u64 = 10;

fn decide(running: &Running) -> Verdict {
    let mut failures = Vec::new();
    let mut unknown: Vec<Finding> = Vec::new();
    let open = |open: &Unknown| unsettled::unseen_all(std::slice::from_ref(open));
    match &running.state {
        Fact::Stated { value, evidence } if matches!(value.as_str(), "restarting" | "dead") => {
            let finding = Finding::new(STATE_BROKEN).with("state", value);
            failures.push(finding.at(*evidence));
        }
        Fact::Stated { .. } | Fact::Default(_) => {}
        Fact::Unknown(unseen) => unknown.extend(open(unseen)),
    }
    match &running.restarts {
        Fact::Stated { value, evidence } if *value > MOST_RESTARTS => {
            let finding = Finding::new(RESTARTED_OFTEN).with("times", value);
            failures.push(finding.at(*evidence));
        }
        Fact::Stated { .. } | Fact::Default(_) => {}
        Fact::Unknown(unseen) => unknown.extend(open(unseen)),
    }
    match &running.out_of_memory {
        Fact::Stated {
            value: true,
            evidence,
        } => failures.push(Finding::new(ENDED_FOR_MEMORY).at(*evidence)),
        Fact::Stated { value: false, .. } | Fact::Default(_) => {}
        Fact::Unknown(unseen) => unknown.extend(open(unseen)),
    }
    match &running.health {
        Fact::Stated { value, evidence } => match value.as_str() {
            "unhealthy" => failures.push(Finding::new(HEALTH_FAILING).at(*evidence)),
            "starting" => unknown.push(Finding::new(HEALTH_UNDECIDED).at(*evidence)),
            // Podman leaves the word empty where there is no probe, and others say `none`.
            _ => {}
        },
        Fact::Default(_) => {}
        Fact::Unknown(unseen) => unknown.extend(open(unseen)),
    }
    Verdict::of_lists(failures, unknown)
}
