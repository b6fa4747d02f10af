//! Decides `shell-scripts-sound`: scripts are free of defects that only show when things go
//! wrong.
//!
//! A small set of what shell linters know: it needs no knowledge of the image.

mod variables;
mod words;

use super::{Check, Decide};
use crate::catalogue::shell_scripts_sound::{
    CONTROL, DIRECTORY_UNCHECKED, REMOVAL_UNBOUNDED, SCRIPT_UNREADABLE, VARIABLE_UNSET, WORD_SPLIT,
};
use crate::facts::{Build, Call, Run, RunForm};
use crate::finding::{Finding, Verdict};
use crate::model::shell::{Joiner, Nesting, Word};
use crate::sorted::InOrder;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let mut failures = Vec::new();
    let mut is_concerned = false;
    let handed_on = variables::handed_on(build);
    for run in build.runs().iter().filter(|run| is_judged(run)) {
        is_concerned = true;
        if let Some(problem) = &run.script.problem {
            failures.push(Finding::new(SCRIPT_UNREADABLE).at(build.at(problem.span)));
            continue;
        }
        let known = variables::Known::of(build, run, &handed_on);
        for call in build.calls_in(run) {
            failures.extend(removal(build, &known, call));
            failures.extend(directory(build, call));
            failures.extend(words::pattern(build, call));
            failures.extend(words::test(build, call));
            for word in &call.invocation.arguments {
                failures.extend(variable(build, &known, word));
            }
        }
    }
    // A command behind another is seen with both; the place is one.
    failures.order_by_key(|finding| finding.evidence.and_then(|evidence| evidence.span));
    failures.dedup_by_key(|finding| finding.evidence.and_then(|evidence| evidence.span));
    Verdict::over(is_concerned, failures, Vec::new())
}

fn is_judged(run: &Run) -> bool {
    run.is_build_step() && run.form != RunForm::Exec && run.dialect().is_posix_like()
}

/// `rm -r $directory/…` where nothing in the file says what the variable is: if it is empty,
/// the path begins at the root.
fn removal(build: &Build<'_>, known: &variables::Known<'_>, call: Call<'_>) -> Option<Finding> {
    let command = call.invocation;
    if command.name != "rm" {
        return None;
    }
    command
        .has_flag('r', "recursive")
        .or(command.has_flag('R', ""))?;
    let is_open = |word: &&&Word| {
        let name = variables::leading(&word.text);
        name.is_some_and(|(name, rest)| rest.starts_with('/') && !known.has(name))
    };
    let operands = command.operands(&[]);
    let word = operands.iter().find(is_open)?;
    Some(
        Finding::new(REMOVAL_UNBOUNDED)
            .with("path", &word.text)
            .at(build.at(word.span)),
    )
}

/// A `cd` whose failure the next command does not notice, so that it works elsewhere.
fn directory(build: &Build<'_>, call: Call<'_>) -> Option<Finding> {
    let command = call.invocation;
    let is_plain = command.name == "cd" && !command.operands(&[]).is_empty();
    let is_tested = command.list.is_within(Nesting::Condition);
    if !is_plain || is_tested || call.run.has_errexit_at(call.index) {
        return None;
    }
    let next = call.run.invocations().get(call.index + 1)?;
    let goes_on = match next.list.joined_by {
        Joiner::Semicolon | Joiner::Newline => true,
        Joiner::Start | Joiner::And | Joiner::Or | Joiner::Background => false,
    };
    let is_same = next.list.within == command.list.within && next.pipeline != command.pipeline;
    (goes_on && is_same).then(|| Finding::new(DIRECTORY_UNCHECKED).at(build.at(command.span)))
}

/// A variable that nothing sets, or one of unknown value that the shell splits at blanks.
fn variable(build: &Build<'_>, known: &variables::Known<'_>, word: &Word) -> Option<Finding> {
    if !word.has_variable || word.has_substitution {
        return None;
    }
    let name = variables::names(&word.text).find(|name| !known.has(name))?;
    let is_own = name.bytes().any(|byte| byte.is_ascii_lowercase());
    let reason = if is_own || known.is_misspelt(name) {
        VARIABLE_UNSET
    } else if word.is_quoted {
        return None;
    } else {
        WORD_SPLIT
    };
    Some(
        Finding::new(reason)
            .with("variable", name)
            .at(build.at(word.span)),
    )
}
