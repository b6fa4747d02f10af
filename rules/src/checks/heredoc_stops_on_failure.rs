//! Decides `heredoc-stops-on-failure`: a script in a here-document ends at a failing command.

use super::{Check, Decide};
use crate::catalogue::heredoc_stops_on_failure::{CONTROL, FAILURE_PASSED_OVER};
use crate::facts::{Build, Run};
use crate::finding::{Edit, Finding, Remedy, Verdict};
use crate::model::dockerfile::Heredoc;
use crate::model::shell::{Invocation, Joiner};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let mut failures = Vec::new();
    let mut is_concerned = false;
    for run in build.runs().iter().filter(|run| run.is_build_step()) {
        let Some(step) = build.step_of(run) else {
            continue;
        };
        for heredoc in &step.instruction.heredocs {
            let calls = calls_in(run, heredoc);
            is_concerned |= !calls.is_empty();
            if let Some(call) = passed_over(run, &calls) {
                let finding = Finding::new(FAILURE_PASSED_OVER).at(build.at(call.span));
                let asks = "Confirm that each command of the script is meant to succeed.";
                failures
                    .push(finding.mended_by(Remedy::assisted(asks, vec![edit(build, heredoc)])));
            }
        }
    }
    Verdict::over(is_concerned, failures, Vec::new())
}

/// The commands of a here-document, each with its index; none where it is no script.
fn calls_in<'r>(run: &'r Run, heredoc: &Heredoc) -> Vec<(usize, &'r Invocation)> {
    let body = heredoc.body;
    let calls = run.invocations().iter().enumerate();
    calls
        .filter(|(_, call)| call.span.start >= body.start && call.span.end <= body.end)
        .collect()
}

/// The first command whose failure the script goes on after.
fn passed_over<'r>(run: &Run, calls: &[(usize, &'r Invocation)]) -> Option<&'r Invocation> {
    let (_, first) = calls.first()?;
    let depth = first.through.len();
    let is_direct = |call: &Invocation| call.through.len() == depth && call.list.is_top_level();
    let mut previous: Option<&Invocation> = None;
    for (index, call) in calls.iter().filter(|(_, call)| is_direct(call)) {
        let begins = match call.list.joined_by {
            Joiner::Newline | Joiner::Semicolon => true,
            Joiner::Start | Joiner::And | Joiner::Or | Joiner::Background => false,
        };
        let is_set = call.name == "set" || run.has_errexit_at(*index);
        let passed = previous.filter(|before| begins && !is_set && may_fail(before));
        if passed.is_some() {
            return passed;
        }
        previous = Some(call);
    }
    None
}

/// Whether a command can fail at all, as far as anyone would care.
fn may_fail(call: &Invocation) -> bool {
    !matches!(
        call.name.as_str(),
        "set" | "echo" | "printf" | "true" | ":" | "export" | "umask" | "shopt" | "exit"
    ) && call.program.is_some()
}

/// `set -e` as the first line, behind the one that names the interpreter.
fn edit(build: &Build<'_>, heredoc: &Heredoc) -> Edit {
    let body = heredoc.body.of(build.text);
    let first = body.split_inclusive('\n').next().unwrap_or_default();
    let at = if first.trim_start().starts_with("#!") {
        heredoc.body.start + first.len()
    } else {
        heredoc.body.start
    };
    Edit::insert(at, format!("set -e{}", build.line_break))
}
