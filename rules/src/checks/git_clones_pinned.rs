//! Decides `git-clones-pinned`: a repository is taken at a version that is named.

use std::collections::BTreeSet;

use super::{Check, Decide};
use crate::catalogue::git_clones_pinned::{BRANCH_CLONED, CONTROL, NOTHING_NAMED};
use crate::facts::{Build, Call};
use crate::finding::{Finding, Verdict};
use crate::model::shell::{Invocation, Word};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

/// Options of `git clone` whose value is the next argument.
const VALUED: [&str; 16] = [
    "-b",
    "--branch",
    "--revision",
    "-o",
    "--origin",
    "-u",
    "--upload-pack",
    "--reference",
    "--depth",
    "-j",
    "--jobs",
    "-c",
    "--config",
    "--filter",
    "--template",
    "--separate-git-dir",
];

fn decide(build: &Build<'_>) -> Verdict {
    let mut failures = Vec::new();
    let mut is_concerned = false;
    let chosen = chosen_later(build);
    for call in build.calls_of("git") {
        let Some(repository) = cloned(call.invocation) else {
            continue;
        };
        is_concerned = true;
        if chosen.contains(&(call.step.index, call.index)) {
            continue;
        }
        let command = call.invocation;
        let named = command.value_of(&["-b", "--branch", "--revision"]);
        let finding = match named {
            Some((name, _)) if is_version(name) => continue,
            Some((name, word)) => Finding::new(BRANCH_CLONED)
                .with("branch", name)
                .at(build.at(word.span)),
            None => Finding::new(NOTHING_NAMED)
                .with("repository", &repository.text)
                .at(build.at(repository.span)),
        };
        failures.push(finding);
    }
    Verdict::over(is_concerned, failures, Vec::new())
}

/// The repository of a `git clone` that is not one on the same machine.
fn cloned(call: &Invocation) -> Option<&Word> {
    let operands = call.operands(&[&VALUED[..], &["-C", "--git-dir", "--work-tree"]].concat());
    let (first, rest) = operands.split_first()?;
    let repository = rest.first().filter(|_| first.text == "clone")?;
    let text = repository.text.as_str();
    let is_local = text.starts_with(['/', '.']) || text.starts_with("file://");
    (!is_local).then_some(*repository)
}

/// The steps and places of the clones in which a version is taken up afterwards: all of the
/// same script, and the last one where a later step of the stage does it.
fn chosen_later(build: &Build<'_>) -> BTreeSet<(usize, usize)> {
    let mut chosen = BTreeSet::new();
    let mut open: Vec<Call<'_>> = Vec::new();
    for call in build.calls_of("git") {
        if open.last().is_some_and(|last| !is_same_step(*last, call)) {
            let last = open.pop();
            open.clear();
            open.extend(last.filter(|it| it.step.stage_index() == call.step.stage_index()));
        }
        if cloned(call.invocation).is_some() {
            if open.last().is_some_and(|last| !is_same_step(*last, call)) {
                open.clear();
            }
            open.push(call);
        } else if takes_up_version(call.invocation) {
            chosen.extend(open.drain(..).map(|it| (it.step.index, it.index)));
        }
    }
    chosen
}

fn is_same_step(one: Call<'_>, other: Call<'_>) -> bool {
    one.step.index == other.step.index
}

/// Whether a call of `git` makes the work tree that of a version.
pub(super) fn takes_up_version(call: &Invocation) -> bool {
    let operands = call.operands(&["-C", "--git-dir", "--work-tree", "-b", "-B", "-c"]);
    match operands.as_slice() {
        [verb, rest @ ..] if matches!(verb.text.as_str(), "checkout" | "switch" | "reset") => {
            rest.iter().any(|word| is_version(&word.text))
        }
        _ => false,
    }
}

/// A tag, a commit, or a variable: somebody chose it. Names without a digit are branches.
fn is_version(name: &str) -> bool {
    let is_branch = matches!(name, "HEAD" | "FETCH_HEAD") || name.starts_with("origin/");
    !is_branch && name.contains(|it: char| it.is_ascii_digit() || it == '$')
}
