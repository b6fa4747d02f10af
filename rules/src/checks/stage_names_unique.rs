//! Decides `stage-names-unique`: every stage has a name of its own.

use super::{Check, Decide};
use crate::catalogue::stage_names_unique::{CONTROL, NAME_REPEATED};
use crate::facts::Build;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build) -> Verdict {
    let failures = build.repeated_names.items.iter().map(|item| {
        Finding::new(NAME_REPEATED)
            .with("name", &item.value)
            .at(item.evidence)
    });
    Verdict::of_lists(failures.collect(), Vec::new())
}
