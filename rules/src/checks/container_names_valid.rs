//! Decides `container-names-valid`: the engine takes every container's name.

use super::{Check, Decide, unsettled};
use crate::catalogue::container_names_valid::{CONTROL, NAME_REFUSED, NAME_UNRESOLVED};
use crate::facts::{Composed, Fact};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Service(decide),
};

fn decide(composed: Composed<'_>) -> Verdict {
    let name = composed.service.container_name();
    if composed.ignores("container_name") || name.is_absent() {
        return Verdict::NotApplicable;
    }
    match composed.fact_or(name, String::new(), Clone::clone) {
        Fact::Stated { value, evidence } if is_taken(&value) => Verdict::Pass(Some(evidence)),
        Fact::Stated { value, evidence } => Finding::new(NAME_REFUSED)
            .with("name", value)
            .at(evidence)
            .fails(),
        Fact::Default(_) => Verdict::NotApplicable,
        Fact::Unknown(unknown) => unsettled::verdict(&unknown, NAME_UNRESOLVED),
    }
}

/// A letter or digit, then at least one more of these, `_`, `.` or `-`.
fn is_taken(name: &str) -> bool {
    let bytes = name.as_bytes();
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || b"_.-".contains(byte);
    bytes.len() > 1
        && bytes.first().is_some_and(u8::is_ascii_alphanumeric)
        && bytes.iter().all(is_part)
}
