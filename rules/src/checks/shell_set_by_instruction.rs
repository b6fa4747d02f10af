//! Decides `shell-set-by-instruction`: no command puts another program in the shell's place.

use super::{Check, Decide};
use crate::catalogue::shell_set_by_instruction::{
    CONTROL, LOGIN_SHELL_CHANGED, SHELL_REPLACED, SHELL_STARTED,
};
use crate::facts::{Build, Call, RunForm};
use crate::finding::{Edit, Finding, Remedy, Verdict};
use crate::model::shell::{Dialect, Invocation};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let mut failures = Vec::new();
    let mut is_concerned = false;
    for call in build.calls() {
        is_concerned = true;
        failures.extend(finding(build, call));
    }
    Verdict::over(is_concerned, failures, Vec::new())
}

fn finding(build: &Build<'_>, call: Call<'_>) -> Option<Finding> {
    let command = call.invocation;
    let place = build.at(command.span);
    match command.name.as_str() {
        _ if replaces(command) => {
            let finding = Finding::new(SHELL_REPLACED).at(place);
            Some(match edit(build, call) {
                Some(edit) => finding.mended_by(Remedy::assisted(
                    "Confirm that nothing in the container relies on another /bin/sh.",
                    vec![edit],
                )),
                None => finding,
            })
        }
        "chsh" | "usermod" => {
            let (shell, _) = command.value_of(&["-s", "--shell"])?;
            let is_shell = Dialect::runs_posix_like(shell);
            is_shell.then(|| Finding::new(LOGIN_SHELL_CHANGED).at(place))
        }
        "powershell" | "pwsh" => {
            let starts_step = call.index == 0 && call.run.form == RunForm::Shell;
            let is_other = *call.run.dialect() != Dialect::PowerShell;
            (starts_step && is_other).then(|| Finding::new(SHELL_STARTED).at(place))
        }
        _ => None,
    }
}

/// Whether `/bin/sh` is what is put in place: the last operand, or any of `ln`.
pub(super) fn replaces(command: &Invocation) -> bool {
    const PLACING: [&str; 5] = ["ln", "mv", "cp", "install", "update-alternatives"];
    if !PLACING.contains(&command.name.as_str()) {
        return false;
    }
    let operands = command.operands(&[
        "-t",
        "--target-directory",
        "-S",
        "--suffix",
        "-m",
        "-o",
        "-g",
    ]);
    let is_sh = |text: &str| matches!(text, "/bin/sh" | "/usr/bin/sh");
    if command.name == "update-alternatives" {
        return operands.iter().any(|word| is_sh(&word.text));
    }
    operands.len() > 1 && operands.last().is_some_and(|word| is_sh(&word.text))
}

/// `SHELL` in the place of a step that does nothing else.
fn edit(build: &Build<'_>, call: Call<'_>) -> Option<Edit> {
    let command = call.invocation;
    let operands = command.operands(&[]);
    let [program, _] = operands.as_slice() else {
        return None;
    };
    let program = program
        .literal()
        .filter(|it| it.starts_with('/') && !it.contains('"'))?;
    let is_only = call.run.invocations().len() == 1 && command.name == "ln";
    let is_plain = call.run.span.of(build.text).lines().count() == 1 && !call.run.is_deferred;
    (is_only && is_plain)
        .then(|| Edit::replace(call.run.span, format!("SHELL [\"{program}\", \"-c\"]")))
}
