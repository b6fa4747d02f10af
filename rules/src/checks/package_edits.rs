//! Edits of commands in a `RUN`: an option put in, a command put behind.

use crate::facts::{Build, Call, PackageCall, Run, RunForm};
use crate::finding::{Edit, Finding, Remedy};
use crate::span::Span;

/// Programs that run a command as another user.
const AS_OTHERS: [&str; 7] = [
    "sudo", "doas", "gosu", "su", "su-exec", "runuser", "setpriv",
];

/// The finding with a safe change, where there is one.
pub(super) fn mended(finding: Finding, edit: Option<Edit>) -> Finding {
    match edit {
        Some(edit) => finding.mended_by(Remedy::safe(vec![edit])),
        None => finding,
    }
}

/// Puts an option behind the sub-command; `None` where the file spells that otherwise, as it
/// does with a variable.
pub(super) fn option_of(
    build: &Build<'_>,
    call: &Call<'_>,
    packages: &PackageCall,
    option: &str,
) -> Option<Edit> {
    let last = packages.sub_command.rsplit(' ').next()?;
    option_behind(build, call.run, packages.sub_command_at?, last, option)
}

/// Puts an option behind the word at `place`, which is to say `text`.
pub(super) fn option_behind(
    build: &Build<'_>,
    run: &Run,
    place: Span,
    text: &str,
    option: &str,
) -> Option<Edit> {
    let written = place.of(build.text);
    if written == text {
        return Some(Edit::insert(place.end, format!(" {option}")));
    }
    let is_quoted = written.strip_prefix('"')?.strip_suffix('"')? == text;
    (is_quoted && run.form == RunForm::Exec)
        .then(|| Edit::insert(place.end, format!(", \"{option}\"")))
}

/// Puts a command behind the last one of a `RUN`; `None` where something else than a plain
/// list of commands ends it, or its commands run as somebody else.
pub(super) fn command_behind(build: &Build<'_>, run: &Run, command: &str) -> Option<Edit> {
    let end = plain_end(build, run)?;
    let last = run.invocations().iter().max_by_key(|it| it.span.end)?;
    let leaves = matches!(last.name.as_str(), "exit" | "exec" | "return");
    let is_other = |name: &String| AS_OTHERS.contains(&name.as_str());
    let runs_as_other = run
        .invocations()
        .iter()
        .any(|it| AS_OTHERS.contains(&it.name.as_str()) || it.through.iter().any(is_other));
    (!leaves && !runs_as_other).then(|| Edit::insert(end, format!(" && {command}")))
}

/// Where a `RUN` in shell form ends, if its last command ends there too: no comment, no `;`
/// and no `&` behind it.
pub(super) fn plain_end(build: &Build<'_>, run: &Run) -> Option<usize> {
    let step = build.step_of(run)?;
    let is_plain = run.form == RunForm::Shell
        && run.dialect().is_posix_like()
        && run.script.problem.is_none()
        && step.instruction.heredocs.is_empty();
    let end = step.instruction.arguments.whole().end;
    let last = run.script.pipelines.iter().map(|it| it.span.end).max()?;
    let is_open = build.text.get(..end)?.ends_with(['&', ';', '|']);
    (is_plain && last == end && !is_open).then_some(end)
}
