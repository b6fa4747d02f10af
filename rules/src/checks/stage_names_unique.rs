//! Decides `stage-names-unique`: every stage has a name of its own.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::{Check, Decide};
use crate::catalogue::stage_names_unique::{CONTROL, NAME_REPEATED};
use crate::facts::Build;
use crate::finding::{Finding, Verdict};
use crate::span::Span;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let mut names: HashMap<String, Span> = HashMap::new();
    let mut failures = Vec::new();
    let stages = build.file().stages.iter();
    for name in stages.filter_map(|stage| stage.name.as_ref()) {
        // The builder compares names without case.
        match names.entry(name.value.to_ascii_lowercase()) {
            Entry::Vacant(free) => {
                free.insert(name.span);
            }
            Entry::Occupied(first) => {
                let finding = Finding::new(NAME_REPEATED).with("name", &name.value);
                failures.push(finding.at(build.at(name.span)).beside(*first.get()));
            }
        }
    }
    Verdict::over(!names.is_empty(), failures, Vec::new())
}
