//! Decides `container-restart-bounded`: a container that keeps failing is not restarted forever.

use super::{Check, Decide, service_edits, unsettled};
use crate::catalogue::container_restart_bounded::{
    CONTROL, POLICY_UNBOUNDED, POLICY_UNRESOLVED, TRIES_EXCEEDED, TRIES_UNBOUNDED,
};
use crate::facts::{Composed, Fact, Restart, Runtime};
use crate::finding::{Evidence, Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Mended(&Decide::Runtime(decide), mend),
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

fn mend(finding: Finding, service: Composed<'_>) -> Finding {
    service_edits::mended(
        finding,
        service,
        "Make sure that the service may stay down after it failed five times, and that it need \
         not come back by itself when the host starts.",
        |site| {
            let deployed = ["deploy", "restart_policy"];
            let is_deployed = service.service.field(&deployed).is_stated();
            if !is_deployed && service.ignores("restart") {
                // A bound on the attempts bounds every condition.
                let tries = ["deploy", "restart_policy", "max_attempts"];
                return site.set(&tries, "5");
            }
            if !is_deployed {
                return site.set(&["restart"], "on-failure:5");
            }
            let set = |key, value| site.set(&["deploy", "restart_policy", key], value);
            let condition = ["deploy", "restart_policy", "condition"];
            let condition = service.service.field(&condition).text();
            let mut edits = Vec::new();
            if condition.value().map(String::as_str) != Some("on-failure") {
                edits.extend(set("condition", "on-failure")?);
            }
            edits.extend(set("max_attempts", "5")?);
            Ok(edits)
        },
    )
}

fn judge(restart: &Restart, evidence: Option<Evidence>) -> Verdict {
    if is_bounded(restart) {
        return Verdict::Pass(evidence);
    }
    let finding = match restart {
        // Docker reads 0 tries as no bound.
        Restart::Never | Restart::OnFailure(None | Some(0)) => Finding::new(TRIES_UNBOUNDED),
        Restart::OnFailure(Some(tries)) => Finding::new(TRIES_EXCEEDED).with("tries", tries),
        Restart::Unbounded(policy) => Finding::new(POLICY_UNBOUNDED).with("policy", policy),
    };
    finding.at_any(evidence).fails()
}

/// Whether it ends, after at most five tries.
pub(super) fn is_bounded(restart: &Restart) -> bool {
    match restart {
        Restart::Never => true,
        Restart::OnFailure(tries) => tries.is_some_and(|it| (1..=MOST_TRIES).contains(&it)),
        Restart::Unbounded(_) => false,
    }
}
