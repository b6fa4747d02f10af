//! Decides `apt-get-scripted`: scripts call `apt-get`, whose command line stays as it is.

use super::package_edits::mended;
use super::{Check, Decide};
use crate::catalogue::apt_get_scripted::{APT_CALLED, CONTROL};
use crate::facts::{Build, Call, RunForm};
use crate::finding::{Edit, Finding, Verdict};

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
    for call in build.calls() {
        let name = call.invocation.name.as_str();
        is_concerned |= name == "apt" || FOR_SCRIPTS.contains(&name);
        let program = call.invocation.program.as_ref().filter(|_| name == "apt");
        if let Some(program) = program {
            let finding = Finding::new(APT_CALLED).at(call.step.at(program.span));
            failures.push(mended(finding, renamed(build, &call)));
        }
    }
    Verdict::over(is_concerned, failures, Vec::new())
}

/// `-get` put behind the program's name, where `apt-get` knows the sub-command.
fn renamed(build: &Build<'_>, call: &Call<'_>) -> Option<Edit> {
    let mut packages = build.package_calls();
    let (_, packages) =
        packages.find(|(other, _)| other.run.step == call.run.step && other.index == call.index)?;
    let program = call.invocation.program.as_ref()?;
    let written = program.span.of(build.text);
    let is_plain = written == program.text;
    let is_string = call.run.form == RunForm::Exec && written == format!("\"{}\"", program.text);
    let at = program.span.end - usize::from(is_string);
    (SHARED.contains(&packages.sub_command.as_str()) && (is_plain || is_string))
        .then(|| Edit::insert(at, "-get"))
}
