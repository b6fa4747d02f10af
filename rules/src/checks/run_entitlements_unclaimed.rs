//! Decides `run-entitlements-unclaimed`: no step of a build asks for the host's rights or its
//! network.

use super::{Check, Decide, cuts};
use crate::catalogue::run_entitlements_unclaimed::{CONTROL, NETWORK_SHARED, SANDBOX_LEFT};
use crate::facts::{Build, Step};
use crate::finding::{Finding, Remedy, Verdict};
use crate::model::dockerfile::Flag;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let mut failures = Vec::new();
    let mut is_concerned = false;
    for run in build.runs().iter().filter(|run| run.is_build_step()) {
        is_concerned = true;
        let Some(step) = build.step_of(run) else {
            continue;
        };
        for flag in &step.instruction.flags {
            let (harmful, reason) = match flag.name.value.as_str() {
                "security" => ("insecure", SANDBOX_LEFT),
                "network" => ("host", NETWORK_SHARED),
                _ => continue,
            };
            // Docker fills no variables into these flags.
            if flag
                .value
                .as_ref()
                .is_some_and(|value| value.value == harmful)
            {
                let finding = Finding::new(reason).at(build.at(flag.span()));
                failures.push(mended(build, step, flag, finding));
            }
        }
    }
    Verdict::over(is_concerned, failures, Vec::new())
}

fn mended(build: &Build<'_>, step: Step<'_>, flag: &Flag, finding: Finding) -> Finding {
    let flags = step.instruction.flags.iter();
    let before = flags
        .take_while(|it| it.name.span != flag.name.span)
        .last()
        .map_or(step.instruction.keyword.span.end, |it| it.span().end);
    match cuts::entry(build, flag.span(), Some(before), None) {
        Some(edit) => finding.mended_by(Remedy::assisted(
            "Confirm that the step works inside the builder's sandbox.",
            vec![edit],
        )),
        None => finding,
    }
}
