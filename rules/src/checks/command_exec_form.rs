//! Decides `command-exec-form`: the main process is started without a shell around it.

mod remedy;

use super::{Check, Decide, plain_commands_exec_form};
use crate::catalogue::command_exec_form::{CONTROL, SHELL_FORM};
use crate::facts::{Build, Step};
use crate::finding::{Finding, Verdict};
use crate::model::dockerfile::{Form, InstructionKind};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let mut failures = Vec::new();
    let mut is_concerned = false;
    for step in build.steps().filter(|step| !step.is_deferred) {
        let (InstructionKind::Cmd(command) | InstructionKind::Entrypoint(command)) =
            &step.instruction.kind
        else {
            continue;
        };
        is_concerned = true;
        match &command.form {
            Form::Exec(_) => {}
            // With a shell of its own choosing a stage asks for the shell form.
            Form::Shell(_) if sets_shell(build, step) => {}
            Form::Shell(text) if text.as_str().trim().is_empty() => {}
            // The program takes the shell's place, so signals reach it.
            Form::Shell(_) if plain_commands_exec_form::is_replaced(command) => {}
            Form::Shell(text) => {
                let mut finding = Finding::new(SHELL_FORM)
                    .with("instruction", step.instruction.keyword.value.as_str())
                    .at(step.at(step.instruction.span));
                finding.remedy = remedy::in_exec_form(command.span, text.as_str());
                failures.push(finding);
            }
        }
    }
    Verdict::over(is_concerned, failures, Vec::new())
}

/// Whether the stage or one it is built from chooses its shell, above the command.
fn sets_shell(build: &Build<'_>, step: Step<'_>) -> bool {
    let file = build.file();
    step.stage().is_some_and(|stage| {
        file.lineage(stage)
            .flat_map(|stage| file.stage_instructions(stage))
            .filter(|found| found.span.start < step.whole().span.start)
            .any(|found| matches!(found.kind, InstructionKind::Shell(_)))
    })
}
