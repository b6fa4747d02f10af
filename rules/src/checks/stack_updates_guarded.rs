//! Decides `stack-updates-guarded`: a failing update of a stack says what happens then.

use super::{Check, Decide, unsettled};
use crate::catalogue::stack_updates_guarded::{
    ACTION_CONTINUES, ACTION_MISSING, ACTION_UNRESOLVED, CONTROL,
};
use crate::facts::{Composed, Fact};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Service(decide),
};

fn decide(composed: Composed<'_>) -> Verdict {
    let mode = composed.service.deploy_mode();
    // A job runs to its end and is not updated.
    let is_job = mode.value().is_some_and(|mode| mode.ends_with("-job"));
    if !composed.is_stack() || is_job {
        return Verdict::NotApplicable;
    }
    let action = composed
        .service
        .field(&["deploy", "update_config", "failure_action"])
        .text();
    match composed.fact_or(action, String::new(), Clone::clone) {
        Fact::Stated { value, evidence } if value == "continue" => {
            Finding::new(ACTION_CONTINUES).at(evidence).fails()
        }
        Fact::Stated { evidence, .. } => Verdict::Pass(Some(evidence)),
        Fact::Default(_) => Finding::new(ACTION_MISSING).fails(),
        Fact::Unknown(unknown) => unsettled::verdict(&unknown, ACTION_UNRESOLVED),
    }
}
