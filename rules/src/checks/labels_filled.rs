//! Decides `labels-filled`: the labels that the policy asks for say something.

use super::{Check, Decide, labels, unsettled};
use crate::catalogue::labels_filled::{CONTROL, LABEL_EMPTY, LABEL_UNRESOLVED};
use crate::facts::Build;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let mut failures = Vec::new();
    let mut unknown = Vec::new();
    let mut is_concerned = false;
    for label in labels::labels(build) {
        let Ok(key) = &label.key else { continue };
        if labels::wanted(build, key).is_none() {
            continue;
        }
        is_concerned = true;
        match label.step.settled(label.value) {
            Ok(value) if value.trim().is_empty() => {
                let finding = Finding::new(LABEL_EMPTY).with("label", key);
                failures.push(finding.at(label.step.at(label.key_span.to(label.value.span))));
            }
            Ok(_) => {}
            Err(_) if has_text(&label.value.value) => {}
            Err(missing) => unknown.push(unsettled::finding(&missing, LABEL_UNRESOLVED)),
        }
    }
    Verdict::over(is_concerned, failures, unknown)
}

/// Whether something stands before the first variable, so that the value cannot be empty.
fn has_text(value: &str) -> bool {
    let start = value.split('$').next().unwrap_or_default();
    !start.trim_matches(['"', '\'', ' ', '\\']).is_empty()
}
