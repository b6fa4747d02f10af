//! Decides `context-copied-selectively`: the image that ships does not get the whole context.

use super::{Check, Decide, context_contents, transfers};
use crate::catalogue::context_copied_selectively::{CONTEXT_COPIED, CONTROL};
use crate::facts::Build;
use crate::finding::{Edit, Finding, Remedy, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let mut failures = Vec::new();
    let mut is_concerned = false;
    // What a given file keeps out of the context cannot be copied.
    let is_covered = build
        .ignore
        .is_some_and(|ignore| context_contents::let_through(ignore.file).is_empty());
    for moved in transfers::all(build).filter(|moved| moved.step.ships()) {
        for source in moved.context_sources() {
            is_concerned = true;
            let is_whole = context_contents::is_whole(&source.value);
            if is_covered || !is_whole {
                continue;
            }
            let mut finding = Finding::new(CONTEXT_COPIED)
                .with("source", &source.value)
                .at(moved.step.at(source.span));
            if source.span.of(build.text) == source.value && !source.value.contains(['"', '\'']) {
                let edit = Edit::replace(source.span, "<PATHS>");
                finding = finding.mended_by(Remedy::assisted(
                    "Name the files and directories that the image needs.",
                    vec![edit],
                ));
            }
            failures.push(finding);
        }
    }
    Verdict::over(is_concerned, failures, Vec::new())
}
