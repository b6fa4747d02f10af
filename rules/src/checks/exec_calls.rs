//! What the two controls on `docker exec` share: the calls that the audit log recorded.

use super::unsettled;
use crate::catalogue::Reason;
use crate::facts::{ExecCall, Fact, Machine};
use crate::finding::{Finding, Verdict};

/// The verdict on every recorded call. A log without any says nothing: whether somebody else
/// calls the engine's interface directly is not seen there either.
pub(super) fn decide(
    machine: &Machine,
    breaks: impl Fn(&ExecCall) -> bool,
    broken: &'static Reason,
    unrecorded: &'static Reason,
) -> Verdict {
    let calls = match &machine.exec_calls {
        Fact::Stated { value, .. } | Fact::Default(value) => value,
        Fact::Unknown(unknown) => return unsettled::unseen(unknown),
    };
    let Some(first) = calls.first() else {
        return Finding::new(unrecorded)
            .at_any(machine.exec_calls.evidence())
            .leaves_unknown();
    };
    let breaking = calls.iter().filter(|call| breaks(call));
    let failures: Vec<Finding> = breaking
        .map(|call| {
            Finding::new(broken)
                .with("command", &call.command)
                .at(call.evidence)
        })
        .collect();
    match Verdict::of_lists(failures, Vec::new()) {
        Verdict::Pass(_) => Verdict::Pass(Some(first.evidence)),
        verdict => verdict,
    }
}
