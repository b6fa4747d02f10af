//! Decides `apt-get-scripted`: scripts call `apt-get`, whose command line stays as it is.

use std::collections::HashSet;

use super::package_edits::mended;
use super::{Check, Decide};
use crate::catalogue::apt_get_scripted::{APT_CALLED, CONTROL};
use crate::facts::{Build, RunForm};
use crate::finding::{Edit, Finding, Verdict};
use crate::model::shell::Word;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

/// Programs that do for scripts what `apt` does for people.
const FOR_SCRIPTS: [&str; 5] = ["apt-get", "apt-cache", "apt-mark", "apt-config", "aptitude"];

/// Sub-commands that `apt-get` has as well, with the same options.
const SHARED: [&str; 7] = [
    "install",
    "update",
    "upgrade",
    "remove",
    "purge",
    "autoremove",
    "clean",
];

fn decide(build: &Build<'_>) -> Verdict {
    let mut failures = Vec::new();
    let mut is_concerned = false;
    let calls = build.package_calls();
    let shared: HashSet<(usize, usize)> = calls
        .filter(|(_, packages)| SHARED.contains(&packages.sub_command.as_str()))
        .map(|(call, _)| (call.step.index, call.index))
        .collect();
    for call in build.calls() {
        let name = call.invocation.name.as_str();
        is_concerned |= name == "apt" || FOR_SCRIPTS.contains(&name);
        let program = call.invocation.program.as_ref().filter(|_| name == "apt");
        if let Some(program) = program {
            let finding = Finding::new(APT_CALLED).at(call.step.at(program.span));
            let is_shared = shared.contains(&(call.step.index, call.index));
            let edit = is_shared.then(|| renamed(build, call.run.form, program));
            failures.push(mended(finding, edit.flatten()));
        }
    }
    Verdict::over(is_concerned, failures, Vec::new())
}

/// `-get` put behind the program's name.
fn renamed(build: &Build<'_>, form: RunForm, program: &Word) -> Option<Edit> {
    let written = program.span.of(build.text);
    if written == program.text {
        return Some(Edit::insert(program.span.end, "-get"));
    }
    let is_string = form == RunForm::Exec && written == format!("\"{}\"", program.text);
    is_string.then(|| Edit::insert(program.span.end - 1, "-get"))
}
