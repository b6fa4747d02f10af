//! Decides `pipe-failures-noticed`: a step fails when any command of its pipes does.
//!
//! The option may be the shell's, or set in the script before the pipe. `sh` of Alpine knows
//! it; that of Debian and Ubuntu does not, and ends there.

use std::collections::BTreeSet;

use super::shell_set_by_instruction::replaces;
use super::{Check, Decide, changes};
use crate::catalogue::Reason;
use crate::catalogue::pipe_failures_noticed::{CONTROL, OPTION_UNKNOWN, PIPE_UNGUARDED};
use crate::facts::{Build, Run, RunForm};
use crate::finding::{Finding, Remedy, Verdict};
use crate::model::shell::{Dialect, Pipeline};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let mut failures = Vec::new();
    let mut is_concerned = false;
    let mut mended = BTreeSet::new();
    for run in build.runs().iter().filter(|run| is_judged(run)) {
        let pipes = || run.script.pipelines.iter().filter(|it| it.length > 1);
        is_concerned |= pipes().next().is_some();
        let fault = pipes().find_map(|pipe| Some((pipe, fault(run, pipe)?)));
        let Some((pipe, reason)) = fault else {
            continue;
        };
        if reason.key == OPTION_UNKNOWN.key && has_another_shell(build) {
            continue;
        }
        let finding = Finding::new(reason).at(build.at(pipe.span));
        // One instruction mends every step that follows it in the stage.
        let is_first = mended.insert(run.stage);
        failures.push(match remedy(build, run).filter(|_| is_first) {
            Some(remedy) => finding.mended_by(remedy),
            None => finding,
        });
    }
    Verdict::over(is_concerned, failures, Vec::new())
}

fn is_judged(run: &Run) -> bool {
    let is_script = match run.form {
        RunForm::Shell | RunForm::Heredoc => true,
        RunForm::Exec => false,
    };
    run.is_build_step() && is_script && run.dialect().is_posix_like()
}

/// Whether a command puts another program in the place of `sh`, or has Debian do so.
fn has_another_shell(build: &Build<'_>) -> bool {
    build.calls().any(|call| {
        let command = call.invocation;
        let asks_debian = || command.arguments.iter().any(|word| word.text == "dash");
        replaces(command) || (command.name == "dpkg-reconfigure" && asks_debian())
    })
}

/// What is wrong with a pipe, if anything is.
fn fault(run: &Run, pipe: &Pipeline) -> Option<&'static Reason> {
    let first = pipe.commands.first().copied();
    let inside = || {
        let mut calls = run.invocations().iter();
        calls.position(|call| call.span.start >= pipe.span.start)
    };
    let at = first.or_else(inside);
    if !at.map_or(run.shell_options.pipefail, |at| run.has_pipefail_at(at)) {
        return Some(PIPE_UNGUARDED);
    }
    let call = at.and_then(|at| run.invocations().get(at));
    let shells = call.map_or(&[][..], |call| call.through.as_slice());
    let is_inner = shells.iter().any(|it| Dialect::runs_posix_like(it));
    (run.is_dash && !is_inner).then_some(OPTION_UNKNOWN)
}

fn remedy(build: &Build<'_>, run: &Run) -> Option<Remedy> {
    let shell = match run.dialect() {
        Dialect::Ash => "/bin/ash",
        Dialect::Posix | Dialect::Bash => "/bin/bash",
        Dialect::Zsh => "/bin/zsh",
        Dialect::Cmd | Dialect::PowerShell | Dialect::Other(_) => return None,
    };
    if run.is_deferred || has_own_shell(build, run) {
        return None;
    }
    let line = format!("SHELL [\"{shell}\", \"-o\", \"pipefail\", \"-c\"]");
    let edit = changes::insert_before(build, run.step, &line)?;
    let asks = format!(
        "Confirm that the image has {shell}, and that no pipe of this stage ends early on purpose."
    );
    Some(Remedy::assisted(asks, vec![edit]))
}

/// Whether the script is for a program that the step itself names, which `SHELL` would not
/// change: a shell inside the script, or the first line of a here-document.
fn has_own_shell(build: &Build<'_>, run: &Run) -> bool {
    let heredocs = build.step_of(run).map(|step| &step.instruction.heredocs);
    let mut heredocs = heredocs.into_iter().flatten();
    let is_inside = run
        .invocations()
        .iter()
        .any(|call| !call.through.is_empty());
    is_inside || heredocs.any(|heredoc| heredoc.body.of(build.text).starts_with("#!"))
}
