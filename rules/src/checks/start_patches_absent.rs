//! Decides `start-patches-absent`: no file is patched when a container starts.

use super::start_command::{Start, of_build, of_runtime, unresolved, verdict};
use super::{Check, Decide};
use crate::catalogue::start_patches_absent::{
    COMMAND_UNRESOLVED, CONTROL, FILE_PATCHED, SCRIPT_UNSEEN,
};
use crate::facts::{Build, Runtime};
use crate::finding::{Finding, Verdict};
use crate::model::shell::Invocation;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::First(&[Decide::Linux(of_running), Decide::Build(of_image)]),
};

fn of_image(build: &Build<'_>) -> Verdict {
    decide(&of_build(build), Vec::new())
}

fn of_running(runtime: &Runtime) -> Verdict {
    let starts: Vec<Start<'_>> = of_runtime(runtime).into_iter().collect();
    decide(&starts, unresolved(runtime, COMMAND_UNRESOLVED))
}

fn decide(starts: &[Start<'_>], unknown: Vec<Finding>) -> Verdict {
    let patching = starts.iter().flat_map(|start| {
        let patching = start.invocations().iter().filter(|it| patches(it));
        patching.map(|it| {
            let finding = Finding::new(FILE_PATCHED).with("program", &it.name);
            finding.at(start.at(it))
        })
    });
    verdict(starts, patching.collect(), unknown, SCRIPT_UNSEEN, |_| {
        false
    })
}

/// Whether a command changes files where they lie.
fn patches(invocation: &Invocation) -> bool {
    // Options without a value that may stand in front of the one that matters.
    let before = match invocation.name.as_str() {
        "sed" | "gsed" => "nrEsuz",
        "perl" => "0lnpw",
        _ => return false,
    };
    let mut words = invocation.arguments.iter().map(|word| word.text.as_str());
    words.any(|word| {
        let cluster = word.strip_prefix('-').unwrap_or_default();
        word.starts_with("--in-place")
            || cluster
                .trim_start_matches(|letter| before.contains(letter))
                .starts_with('i')
    })
}
