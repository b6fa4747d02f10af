//! Decides `oom-killer-kept`: the kernel may end a container's processes when memory runs out.

use super::{Check, Decide, service_edits, unsettled};
use crate::catalogue::oom_killer_kept::{
    CONTROL, KILLER_OFF, KILLER_OFF_UNLIMITED, SCORE_LOWERED, VALUE_UNRESOLVED,
};
use crate::facts::{Composed, Fact, Limit, Runtime};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Mended(&Decide::Linux(decide), mend),
};

/// Below this, other processes of the host are ended first.
const LOWEST_SCORE: i64 = -500;

fn decide(runtime: &Runtime) -> Verdict {
    let mut failures = Vec::new();
    let mut unknown = Vec::new();
    match &runtime.bounds.oom_killer_off {
        Fact::Stated {
            value: true,
            evidence,
        } => {
            let reason = match runtime.memory.value() {
                Some(Limit::Bounded) | None => &KILLER_OFF,
                Some(Limit::Unbounded(_) | Limit::Refused(_)) => &KILLER_OFF_UNLIMITED,
            };
            failures.push(Finding::new(reason).at(*evidence));
        }
        Fact::Stated { value: false, .. } | Fact::Default(_) => {}
        Fact::Unknown(open) => unknown.push(unsettled::finding(open, VALUE_UNRESOLVED)),
    }
    match &runtime.bounds.oom_score {
        Fact::Stated { value, evidence } if *value < LOWEST_SCORE => {
            failures.push(
                Finding::new(SCORE_LOWERED)
                    .with("score", value)
                    .at(*evidence),
            );
        }
        Fact::Stated { .. } | Fact::Default(_) => {}
        Fact::Unknown(open) => unknown.push(unsettled::finding(open, VALUE_UNRESOLVED)),
    }
    Verdict::of_lists(failures, unknown)
}

fn mend(finding: Finding, service: Composed<'_>) -> Finding {
    let is_score = finding.reason.key == SCORE_LOWERED.key;
    service_edits::mended(
        finding,
        service,
        "Make sure that the service comes back after the kernel has ended it.",
        |site| {
            let key = if is_score {
                "oom_score_adj"
            } else {
                "oom_kill_disable"
            };
            site.without(&[key])
        },
    )
}
