//! Decides `workdir-absolute`: a working directory depends on nothing unseen.

use super::{Check, Decide, unsettled};
use crate::catalogue::workdir_absolute::{CONTROL, PATH_RELATIVE, PATH_UNRESOLVED};
use crate::facts::{Build, is_absolute_path};
use crate::finding::{Edit, Finding, Remedy, Verdict};
use crate::model::dockerfile::{InstructionKind, Stage};
use crate::span::{Span, Spanned};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let mut failures = Vec::new();
    let mut unknown = Vec::new();
    let mut is_concerned = false;
    let mut settled: Vec<Option<usize>> = Vec::new();
    for step in build.steps().filter(|step| !step.is_deferred) {
        let InstructionKind::Workdir(folder) = &step.instruction.kind else {
            continue;
        };
        is_concerned = true;
        // The first of a stage settles those after it.
        let inherits = step.stage().is_some_and(|stage| inherits(build, stage));
        if inherits || settled.contains(&step.stage_index()) {
            continue;
        }
        settled.push(step.stage_index());
        match step.path(folder) {
            Ok(path) if is_absolute_path(&path) => {}
            Ok(_) => {
                let finding = Finding::new(PATH_RELATIVE)
                    .with("path", &folder.value)
                    .at(step.at(folder.span));
                failures.push(match rooted(build, folder) {
                    Some(edit) => finding.mended_by(Remedy::assisted(
                        "Confirm that the path is meant to start at the root of the image.",
                        vec![edit],
                    )),
                    None => finding,
                });
            }
            Err(missing) => unknown.push(unsettled::finding(&missing, PATH_UNRESOLVED)),
        }
    }
    Verdict::over(is_concerned, failures, unknown)
}

/// A slash in front of the path, inside its quotes and in the place of a leading `./`.
fn rooted(build: &Build<'_>, folder: &Spanned<String>) -> Option<Edit> {
    let text = folder.span.of(build.text);
    let quote = usize::from(text.starts_with(['"', '\'']));
    let start = folder.span.start + quote;
    let path = text.get(quote..)?;
    let dot = if path.starts_with("./") { 2 } else { 0 };
    (!path.starts_with("..")).then(|| Edit::replace(Span::new(start, start + dot), "/"))
}

/// Whether a stage it is built from sets a working directory.
fn inherits(build: &Build<'_>, stage: &Stage) -> bool {
    let file = build.file();
    let parents = file.lineage(stage).skip(1);
    parents
        .flat_map(|parent| file.stage_instructions(parent))
        .any(|found| matches!(found.kind, InstructionKind::Workdir(_)))
}
