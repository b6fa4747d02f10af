//! Decides `maintainer-labelled`: the author is named by a label.

use super::{Check, Decide};
use crate::catalogue::maintainer_labelled::{CONTROL, INSTRUCTION_USED};
use crate::facts::Build;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build) -> Verdict {
    let failures = build.maintainers.items.iter().map(|item| {
        Finding::new(INSTRUCTION_USED)
            .with("maintainer", &item.value)
            .at(item.evidence)
    });
    Verdict::of_lists(failures.collect(), Vec::new())
}
