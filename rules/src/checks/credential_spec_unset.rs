//! Decides `credential-spec-unset`: no Windows container acts as an account of the domain.

use super::{Check, Decide, unsettled};
use crate::catalogue::credential_spec_unset::{CONTROL, SPEC_STATED, SPEC_UNRESOLVED};
use crate::facts::{Composed, Fact};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Service(decide),
};

fn decide(composed: Composed<'_>) -> Verdict {
    let (mut failures, mut unknown) = (Vec::new(), Vec::new());
    for kind in ["file", "registry", "config"] {
        let stated = composed.service.field(&["credential_spec", kind]).text();
        match composed.fact_or(stated, String::new(), Clone::clone) {
            Fact::Stated { value, evidence } => failures.push(
                Finding::new(SPEC_STATED)
                    .with("kind", kind)
                    .with("name", value)
                    .at(evidence),
            ),
            Fact::Default(_) => {}
            Fact::Unknown(open) => unknown.push(unsettled::finding(&open, SPEC_UNRESOLVED)),
        }
    }
    let platform = composed.service.field(&["platform"]).text();
    let is_windows = platform.value().is_some_and(|it| it.starts_with("windows"));
    Verdict::over(is_windows, failures, unknown)
}
