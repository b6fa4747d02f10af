//! Decides `download-program-single`: a stage does not use both wget and curl.

use std::collections::BTreeMap;

use super::{Check, Decide};
use crate::catalogue::download_program_single::{BOTH_USED, CONTROL};
use crate::facts::{Build, Call};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

/// The program that a stage uses first, and the first call of the other.
struct Use<'b> {
    first: Call<'b>,
    other: Option<Call<'b>>,
}

fn decide(build: &Build<'_>) -> Verdict {
    let mut stages: BTreeMap<Option<usize>, Use<'_>> = BTreeMap::new();
    let is_either = |name: &str| matches!(name, "wget" | "curl");
    for call in build
        .calls()
        .filter(|call| is_either(&call.invocation.name))
    {
        let found = stages.entry(call.step.stage_index()).or_insert(Use {
            first: call,
            other: None,
        });
        if found.other.is_none() && found.first.invocation.name != call.invocation.name {
            found.other = Some(call);
        }
    }
    let failures = stages.values().filter_map(|found| {
        let other = found.other?;
        let program = other.invocation.program.as_ref();
        let place = program.map_or(other.invocation.span, |program| program.span);
        Some(
            Finding::new(BOTH_USED)
                .with("first", &found.first.invocation.name)
                .with("other", &other.invocation.name)
                .at(build.at(place)),
        )
    });
    Verdict::over(!stages.is_empty(), failures.collect(), Vec::new())
}
