//! Decides `directory-set-by-workdir`: a step starts in its directory and does not go there.
//!
//! What changes directory in a subshell, a substitution or a function returns by itself, and
//! is left alone.

use super::{Check, Decide};
use crate::catalogue::directory_set_by_workdir::{
    CONTROL, DIRECTORY_CHANGED, DIRECTORY_CHANGED_FROM_HERE,
};
use crate::facts::{Build, Call};
use crate::finding::{Finding, Verdict};
use crate::model::shell::Nesting;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let mut failures = Vec::new();
    let mut is_concerned = false;
    for call in build
        .calls()
        .filter(|call| call.run.dialect().is_posix_like())
    {
        is_concerned = true;
        if changes(call) {
            let reason = if is_absolute(call) {
                DIRECTORY_CHANGED
            } else {
                DIRECTORY_CHANGED_FROM_HERE
            };
            failures.push(
                Finding::new(reason)
                    .with("program", &call.invocation.name)
                    .at(build.at(call.invocation.span)),
            );
        }
    }
    Verdict::over(is_concerned, failures, Vec::new())
}

fn changes(call: Call<'_>) -> bool {
    let place = &call.invocation.list;
    let returns = [Nesting::Subshell, Nesting::Substitution, Nesting::Function]
        .iter()
        .any(|nesting| place.is_within(*nesting));
    matches!(call.invocation.name.as_str(), "cd" | "pushd") && !returns
}

/// Whether it goes to the same place wherever it starts; `~` and variables hold whole paths.
fn is_absolute(call: Call<'_>) -> bool {
    let operands = call.invocation.operands(&[]);
    operands.first().is_none_or(|to| {
        let is_whole = to.text.starts_with(['/', '~', '$']) || to.has_substitution;
        is_whole && !to.text.split('/').any(|part| part == "..")
    })
}
