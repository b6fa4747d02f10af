//! Decides `stage-files-chosen`: what is copied from a stage is chosen, not everything.
//!
//! Onto an empty image it is the way to flatten another into one layer, and wanted.

use super::{Check, Decide};
use crate::catalogue::stage_files_chosen::{CONTROL, ROOT_COPIED};
use crate::facts::{Build, Step};
use crate::finding::{Finding, Verdict};
use crate::model::dockerfile::{InstructionKind, Source};
use crate::span::Spanned;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let mut failures = Vec::new();
    let mut is_concerned = false;
    for step in build.steps() {
        let InstructionKind::Copy(transfer) = &step.instruction.kind else {
            continue;
        };
        let Some(from) = &transfer.from else { continue };
        is_concerned = true;
        if !is_root(step, &transfer.destination) || is_flattened(build, step) {
            continue;
        }
        let paths = transfer.sources.iter().filter_map(Source::path);
        let everything = paths.filter(|path| is_root(step, path));
        failures.extend(everything.map(|path| {
            Finding::new(ROOT_COPIED)
                .with("name", &from.value)
                .at(step.at(path.span))
        }));
    }
    Verdict::over(is_concerned, failures, Vec::new())
}

/// Whether a path is the root; one that depends on a variable is some place below it.
fn is_root(step: Step<'_>, path: &Spanned<String>) -> bool {
    let is_root = |path: &str| {
        let path = path.strip_suffix('*').unwrap_or(path);
        path.starts_with('/') && path.split('/').all(|part| matches!(part, "" | "."))
    };
    step.value(&path.value).is_ok_and(|path| is_root(&path))
}

/// Whether the stage begins empty.
fn is_flattened(build: &Build<'_>, step: Step<'_>) -> bool {
    let root = step.stage().map(|stage| build.file().root_of(stage));
    root.is_some_and(|stage| stage.base.is_scratch())
}
