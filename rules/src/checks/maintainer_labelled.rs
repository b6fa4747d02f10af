//! Decides `maintainer-labelled`: the author is named by a label.

use super::{Check, Decide};
use crate::catalogue::maintainer_labelled::{CONTROL, INSTRUCTION_USED};
use crate::facts::Build;
use crate::finding::{Finding, Verdict};
use crate::model::dockerfile::InstructionKind;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let failures = build.steps().filter_map(|step| {
        let InstructionKind::Maintainer(name) = &step.instruction.kind else {
            return None;
        };
        let finding = Finding::new(INSTRUCTION_USED).with("maintainer", &name.value);
        Some(finding.at(step.at(step.whole().span)))
    });
    Verdict::of_lists(failures.collect(), Vec::new())
}
