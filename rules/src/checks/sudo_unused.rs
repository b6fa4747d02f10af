//! Decides `sudo-unused`: no command of a build runs through sudo.
//!
//! Only the stages that ship count; installing sudo is not using it.

use super::{Check, Decide};
use crate::catalogue::sudo_unused::{CONTROL, SUDO_RUN};
use crate::facts::{Build, Call, Step};
use crate::finding::{Edit, Finding, Remedy, Verdict};
use crate::model::dockerfile::InstructionKind;
use crate::span::Span;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let switches = switches(build);
    let mut failures = Vec::new();
    let mut is_concerned = false;
    for call in build.calls().filter(|call| call.step.ships()) {
        is_concerned = true;
        if call.invocation.name == "sudo" {
            failures.push(finding(build, &switches, call));
        }
    }
    Verdict::over(is_concerned, failures, Vec::new())
}

fn finding(build: &Build<'_>, switches: &[Switch], call: Call<'_>) -> Finding {
    let program = call.invocation.program.as_ref();
    let place = program.map_or(call.invocation.span, |program| program.span);
    let finding = Finding::new(SUDO_RUN).at(build.at(place));
    match edit(build, call).filter(|_| is_root_at(build, switches, call.step)) {
        Some(edit) => finding.mended_by(Remedy::assisted(
            "Confirm that this step runs as root without sudo.",
            vec![edit],
        )),
        None => finding,
    }
}

/// Takes out the word, where it has no options of its own that would be left behind.
fn edit(build: &Build<'_>, call: Call<'_>) -> Option<Edit> {
    let program = call.invocation.program.as_ref()?;
    let first = call.invocation.arguments.first()?;
    let gap = build.text.get(program.span.end..first.span.start)?;
    let is_plain = gap.chars().all(|it| it == ' ' || it == '\t');
    (call.invocation.runs_from == Some(0) && is_plain)
        .then(|| Edit::delete(Span::new(program.span.start, first.span.start)))
}

/// A `USER` of the build, and whether it names root.
struct Switch {
    index: usize,
    stage: Option<usize>,
    is_root: bool,
}

fn switches(build: &Build<'_>) -> Vec<Switch> {
    let steps = build.steps().filter(|step| !step.is_deferred);
    let users = steps.filter_map(|step| match &step.instruction.kind {
        InstructionKind::User(user) => Some((step, step.value(&user.value))),
        _ => None,
    });
    users
        .map(|(step, user)| Switch {
            index: step.index,
            stage: step.stage_index(),
            is_root: user.is_ok_and(|user| {
                let name = user.split(':').next().unwrap_or_default();
                matches!(name, "root" | "0" | "")
            }),
        })
        .collect()
}

/// Whether the last `USER` before this step, in its stage or those it is built from, is root or
/// there is none. The base image's own user is not seen; the reader is asked.
fn is_root_at(build: &Build<'_>, switches: &[Switch], step: Step<'_>) -> bool {
    let stages = step.stage().map(|stage| build.file().lineage(stage));
    let stages: Vec<usize> = stages
        .into_iter()
        .flatten()
        .map(|stage| stage.index)
        .collect();
    let before = switches.iter().rev();
    let last = before
        .filter(|it| it.index < step.index)
        .find(|it| it.stage.is_none_or(|stage| stages.contains(&stage)));
    last.is_none_or(|last| last.is_root)
}
