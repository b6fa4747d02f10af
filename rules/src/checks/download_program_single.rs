//! Decides `download-program-single`: a stage does not use both wget and curl.

use std::collections::BTreeMap;

use super::{Check, Decide};
use crate::catalogue::download_program_single::{BOTH_USED, CONTROL};
use crate::facts::{Build, Call};
use crate::finding::{Finding, Verdict};
use crate::model::shell::Invocation;

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
    let pairs = stages
        .values()
        .filter_map(|found| Some((found.first, found.other?)));
    let failures = pairs.flat_map(|(first, other)| {
        [
            finding(build, first, other.invocation),
            finding(build, other, first.invocation),
        ]
    });
    Verdict::over(!stages.is_empty(), failures.collect(), Vec::new())
}

/// Both places are told: which of the two goes is the reader's choice.
fn finding(build: &Build<'_>, call: Call<'_>, besides: &Invocation) -> Finding {
    let program = call.invocation.program.as_ref();
    let place = program.map_or(call.invocation.span, |program| program.span);
    Finding::new(BOTH_USED)
        .with("program", &call.invocation.name)
        .with("other", &besides.name)
        .at(build.at(place))
}
