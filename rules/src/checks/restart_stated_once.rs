//! Decides `restart-stated-once`: `restart` and `deploy.restart_policy` do not stand beside each
//! other.

use super::{Check, Decide, container_restart_bounded};
use crate::catalogue::restart_stated_once::{CONTROL, STATED_TWICE, UNBOUNDED_BESIDE};
use crate::facts::{Composed, Restart};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Service(decide),
};

fn decide(composed: Composed<'_>) -> Verdict {
    let stated = composed.service.restart();
    let Some(span) = stated.span() else {
        return Verdict::NotApplicable;
    };
    if composed.service.restart_policy().is_absent() {
        return Verdict::Pass(Some(composed.at(span)));
    }
    let unbounded = stated.value().filter(|policy| {
        let restart = Restart::of_policy(policy);
        !container_restart_bounded::is_bounded(&restart)
    });
    let finding = match unbounded {
        Some(policy) => Finding::new(UNBOUNDED_BESIDE).with("policy", policy),
        None => Finding::new(STATED_TWICE),
    };
    finding.at(composed.at(span)).fails()
}
