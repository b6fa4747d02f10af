//! Decides `stage-names-unique`: every stage has a name of its own.

use std::collections::HashSet;

use super::{Check, Decide};
use crate::catalogue::stage_names_unique::{CONTROL, NAME_REPEATED};
use crate::facts::Build;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let mut names: HashSet<String> = HashSet::new();
    let mut failures = Vec::new();
    let stages = build.file().stages.iter();
    for name in stages.filter_map(|stage| stage.name.as_ref()) {
        // The builder compares names without case.
        if !names.insert(name.value.to_ascii_lowercase()) {
            let finding = Finding::new(NAME_REPEATED).with("name", &name.value);
            failures.push(finding.at(build.at(name.span)));
        }
    }
    Verdict::over(!names.is_empty(), failures, Vec::new())
}
