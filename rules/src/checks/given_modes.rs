//! The modes that a build gives to files: by `--chmod` of `ADD` and `COPY`, and by `chmod`.

use super::file_mode::FileMode;
use super::{assignments, transfers, unsettled};
use crate::catalogue::Reason;
use crate::facts::{Build, Unknown};
use crate::finding::{Finding, Verdict};
use crate::model::shell::Word;
use crate::span::Span;

/// One mode and what it grants.
pub(super) struct GivenMode<'b> {
    pub(super) by: Giver,
    /// As written.
    pub(super) text: &'b str,
    pub(super) span: Span,
    /// What it grants, variables filled in; `None` for what is no mode.
    mode: Result<Option<FileMode>, Unknown>,
}

/// What gives a mode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Giver {
    /// The flag of `ADD` or `COPY`.
    Flag,
    /// The command.
    Command,
}

/// The verdict over all modes of every stage, because what one stage copies from another keeps
/// its mode: `failure` is what is wrong with one, and `unresolved` the reason where a variable
/// leaves it open.
pub(super) fn judge(
    build: &Build<'_>,
    unresolved: &'static Reason,
    failure: impl Fn(&GivenMode<'_>, FileMode) -> Option<Finding>,
) -> Verdict {
    let mut is_concerned = false;
    let (mut failures, mut unknown) = (Vec::new(), Vec::new());
    for given in by_flags(build).chain(by_commands(build)) {
        is_concerned = true;
        match &given.mode {
            Ok(mode) => failures.extend(mode.and_then(|mode| failure(&given, mode))),
            Err(missing) => unknown.push(unsettled::finding(missing, unresolved)),
        }
    }
    Verdict::over(is_concerned, failures, unknown)
}

fn by_flags<'b>(build: &'b Build<'_>) -> impl Iterator<Item = GivenMode<'b>> {
    transfers::all(build).filter_map(|moved| {
        let written = moved.step.instruction.flag("chmod")?;
        let mode = moved.step.settled(written);
        Some(GivenMode {
            by: Giver::Flag,
            text: &written.value,
            span: written.span,
            mode: mode.map(|mode| FileMode::read(&mode)),
        })
    })
}

fn by_commands<'b>(build: &'b Build<'_>) -> impl Iterator<Item = GivenMode<'b>> {
    build.calls_of("chmod").filter_map(|call| {
        let written = *call.invocation.operands(&[]).first()?;
        let mode = assignments::value_of(build, call.run, written, &written.text);
        let is_copied = |word: &Word| word.text.starts_with("--reference");
        let is_mode = !call.invocation.arguments.iter().any(is_copied);
        is_mode.then(|| GivenMode {
            by: Giver::Command,
            text: &written.text,
            span: written.span,
            mode: mode.map(|mode| FileMode::read(&mode)),
        })
    })
}
