//! Decides `labels-equals-joined`: labels and their values are joined by an equals sign.

use super::{Check, Decide, key_value};
use crate::catalogue::labels_equals_joined::{BLANK_SEPARATED, CONTROL};
use crate::facts::Build;
use crate::finding::{Finding, Verdict};
use crate::model::dockerfile::InstructionKind;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let mut failures = Vec::new();
    let mut is_concerned = false;
    for step in build.steps() {
        let InstructionKind::Label(pairs) = &step.instruction.kind else {
            continue;
        };
        is_concerned = true;
        let finding = Finding::new(BLANK_SEPARATED);
        failures.extend(key_value::old_form(build, step, pairs, finding));
    }
    Verdict::over(is_concerned, failures, Vec::new())
}
