//! Decides `health-check-enabled`: an image does not switch off the health check it inherits.

use super::{Check, Decide};
use crate::catalogue::health_check_enabled::{CONTROL, SWITCHED_OFF};
use crate::facts::Build;
use crate::finding::{Finding, Verdict};
use crate::model::dockerfile::{Healthcheck, InstructionKind};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let last = build
        .shipped_backwards()
        .find_map(|step| match &step.instruction.kind {
            InstructionKind::Healthcheck(check) if !step.is_deferred => Some((step, check)),
            _ => None,
        });
    match last {
        None => Verdict::NotApplicable,
        Some((step, Healthcheck::Command(_))) => {
            Verdict::Pass(Some(step.at(step.instruction.span)))
        }
        Some((step, Healthcheck::None)) => Finding::new(SWITCHED_OFF)
            .at(step.at(step.instruction.span))
            .fails(),
    }
}
