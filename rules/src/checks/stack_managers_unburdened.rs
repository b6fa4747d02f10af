//! Decides `stack-managers-unburdened`: no service of a stack is placed on managers.

use super::{Check, Decide, unsettled};
use crate::catalogue::stack_managers_unburdened::{
    CONSTRAINT_UNRESOLVED, CONTROL, MANAGERS_REQUIRED,
};
use crate::facts::Composed;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Service(decide),
};

fn decide(composed: Composed<'_>) -> Verdict {
    if !composed.is_stack() {
        return Verdict::NotApplicable;
    }
    let constraints = composed
        .service
        .field(&["deploy", "placement", "constraints"])
        .texts();
    let wanted = composed.list(constraints, |it| asks_for_managers(it).then_some(()));
    let failures = wanted
        .items
        .iter()
        .map(|constraint| Finding::new(MANAGERS_REQUIRED).at(constraint.evidence));
    let unknown = unsettled::findings(&wanted.unknown, CONSTRAINT_UNRESOLVED);
    Verdict::of_lists(failures.collect(), unknown)
}

/// `node.role == manager` in any spacing.
fn asks_for_managers(constraint: &str) -> bool {
    constraint.split_once("==").is_some_and(|(key, value)| {
        key.trim() == "node.role" && value.trim().eq_ignore_ascii_case("manager")
    })
}
