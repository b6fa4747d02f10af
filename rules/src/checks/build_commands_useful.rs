//! Decides `build-commands-useful`: no command is run that makes no sense in a build.

use super::{Check, Decide};
use crate::catalogue::build_commands_useful::{COMMAND_SENSELESS, CONTROL};
use crate::facts::{Build, BuildMountKind, Call};
use crate::finding::{Finding, Verdict};
use crate::model::shell::Word;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

/// Programs about a running host, its processes, or a person at the keyboard.
const SENSELESS: [&str; 11] = [
    "free", "ifconfig", "kill", "mount", "nano", "ps", "service", "shutdown", "ssh", "top", "vim",
];

fn decide(build: &Build<'_>) -> Verdict {
    let mut failures = Vec::new();
    let mut is_concerned = false;
    for call in build.calls() {
        is_concerned = true;
        if SENSELESS.contains(&call.invocation.name.as_str()) && !is_meant(call) {
            let program = call.invocation.program.as_ref();
            let place = program.map_or(call.invocation.span, |program| program.span);
            failures.push(
                Finding::new(COMMAND_SENSELESS)
                    .with("program", &call.invocation.name)
                    .at(build.at(place)),
            );
        }
    }
    Verdict::over(is_concerned, failures, Vec::new())
}

/// Whether the step is made for the program: an agent's socket is mounted for `ssh`, or `kill`
/// ends a process whose number the script itself took down, so one that the build started.
fn is_meant(call: Call<'_>) -> bool {
    let mut mounts = call.run.mounts.iter();
    match call.invocation.name.as_str() {
        "ssh" => mounts.any(|mount| mount.kind == BuildMountKind::Ssh),
        "kill" => call.invocation.own_arguments().iter().any(is_own_process),
        _ => false,
    }
}

/// A variable, what a command prints, or a job of the script.
fn is_own_process(word: &Word) -> bool {
    word.has_variable || word.has_substitution || word.text.starts_with('%')
}
