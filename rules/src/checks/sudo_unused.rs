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
    let mut failures = Vec::new();
    let mut is_concerned = false;
    for call in build.calls().filter(|call| call.step.ships()) {
        is_concerned = true;
        if call.invocation.name == "sudo" {
            failures.push(finding(build, call));
        }
    }
    Verdict::over(is_concerned, failures, Vec::new())
}

fn finding(build: &Build<'_>, call: Call<'_>) -> Finding {
    let program = call.invocation.program.as_ref();
    let place = program.map_or(call.invocation.span, |program| program.span);
    let finding = Finding::new(SUDO_RUN).at(build.at(place));
    match edit(build, call).filter(|_| is_root_at(build, call.step)) {
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

/// Whether no `USER` before this step of its stage, or of those it is built from, names another
/// than root. The base image's own user is not seen; the reader is asked.
fn is_root_at(build: &Build<'_>, step: Step<'_>) -> bool {
    let stages = step.stage().map(|stage| build.file().lineage(stage));
    let stages: Vec<usize> = stages
        .into_iter()
        .flatten()
        .map(|stage| stage.index)
        .collect();
    let is_in_line = |it: &Step<'_>| {
        it.stage_index().is_none_or(|stage| stages.contains(&stage)) && !it.is_deferred
    };
    let before = build.steps().take_while(|it| it.index < step.index);
    let users = before
        .filter(is_in_line)
        .filter_map(|it| match &it.instruction.kind {
            InstructionKind::User(user) => Some(it.value(&user.value)),
            _ => None,
        });
    match users.last() {
        Some(Ok(user)) => {
            let name = user.split(':').next().unwrap_or_default();
            matches!(name, "root" | "0" | "")
        }
        Some(Err(_)) => false,
        None => true,
    }
}
