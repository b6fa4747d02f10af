//! Decides `heredoc-stops-on-failure`: a script in a here-document ends at a failing command.

use super::{Check, Decide, edits};
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
            let Some(passed) = passed_over(run, heredoc) else {
                continue;
            };
            is_concerned = true;
            if let Some(call) = passed {
                let finding = Finding::new(FAILURE_PASSED_OVER).at(build.at(call.span));
                let asks = "Confirm that each command of the script is meant to succeed.";
                failures
                    .push(finding.mended_by(Remedy::assisted(asks, vec![edit(build, heredoc)])));
            }
        }
    }
    Verdict::over(is_concerned, failures, Vec::new())
}

/// The first command whose failure the script goes on after; `None` for the outer option where
/// the here-document is no script.
fn passed_over<'r>(run: &'r Run, heredoc: &Heredoc) -> Option<Option<&'r Invocation>> {
    let body = heredoc.body;
    let calls = || {
        let calls = run.invocations().iter().enumerate();
        calls.filter(move |(_, call)| call.span.start >= body.start && call.span.end <= body.end)
    };
    let (_, first) = calls().next()?;
    let depth = first.through.len();
    let mut previous: Option<&Invocation> = None;
    for (index, call) in calls() {
        let is_next = call.through.len() == depth && call.list.is_top_level();
        if !is_next {
            continue;
        }
        let begins = match call.list.joined_by {
            Joiner::Newline | Joiner::Semicolon => true,
            Joiner::Start | Joiner::And | Joiner::Or | Joiner::Background => false,
        };
        let is_set = call.name == "set" || run.has_errexit_at(index);
        if let Some(before) = previous.filter(|before| begins && !is_set && may_fail(before)) {
            return Some(Some(before));
        }
        previous = Some(call);
    }
    Some(None)
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
    Edit::insert(at, format!("set -e{}", edits::line_break(build.text)))
}
