//! Decides `container-restart-bounded`: a container that keeps failing is not restarted forever.

use super::{Check, Decide, unsettled};
use crate::catalogue::container_restart_bounded::{
    CONTROL, POLICY_UNBOUNDED, POLICY_UNRESOLVED, TRIES_EXCEEDED, TRIES_UNBOUNDED,
};
use crate::facts::{Fact, Restart, Runtime};
use crate::finding::{Evidence, Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Runtime(decide),
};

/// The most tries that still count as a bound (CIS 5.15).
const MOST_TRIES: u64 = 5;

fn decide(runtime: &Runtime) -> Verdict {
    match &runtime.restart {
        Fact::Stated { value, evidence } => judge(value, Some(*evidence)),
        Fact::Default(value) => judge(value, None),
        Fact::Unknown(unknown) => unsettled::verdict(unknown, POLICY_UNRESOLVED),
    }
}

fn judge(restart: &Restart, evidence: Option<Evidence>) -> Verdict {
    let finding = match restart {
        Restart::Never => return Verdict::Pass(evidence),
        Restart::OnFailure(Some(tries)) if (1..=MOST_TRIES).contains(tries) => {
            return Verdict::Pass(evidence);
        }
        // Docker reads 0 tries as no bound.
        Restart::OnFailure(None | Some(0)) => Finding::new(TRIES_UNBOUNDED),
        Restart::OnFailure(Some(tries)) => Finding::new(TRIES_EXCEEDED).with("tries", tries),
        Restart::Unbounded(policy) => Finding::new(POLICY_UNBOUNDED).with("policy", policy),
    };
    finding.at_any(evidence).fails()
}
