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
                let mut finding = Finding::new(PATH_RELATIVE)
                    .with("path", &folder.value)
                    .at(step.at(folder.span));
                finding.remedy = from_the_root(folder);
                failures.push(finding);
            }
            Err(missing) => unknown.push(unsettled::finding(&missing, PATH_UNRESOLVED)),
        }
    }
    Verdict::over(is_concerned, failures, unknown)
}

/// The same folder at the root, where it lies unless the base image says otherwise.
fn from_the_root(folder: &Spanned<String>) -> Option<Remedy> {
    let bare = folder.value.trim_start_matches(['"', '\'']);
    let quote = folder.value.len() - bare.len();
    // A backslash may be of Windows or an escape, and dots may lead anywhere.
    if quote > 1 || bare.contains('\\') || bare.starts_with("..") {
        return None;
    }
    let at = folder.span.start + quote;
    let detour = if bare.starts_with("./") { 2 } else { 0 };
    Some(Remedy::assisted(
        "Confirm that the folder lies at the root, as it does where the base image sets no \
         working directory.",
        vec![Edit::replace(Span::new(at, at + detour), "/")],
    ))
}

/// Whether a stage it is built from sets a working directory.
fn inherits(build: &Build<'_>, stage: &Stage) -> bool {
    let file = build.file();
    let parents = file.lineage(stage).skip(1);
    parents
        .flat_map(|parent| file.stage_instructions(parent))
        .any(|found| matches!(found.kind, InstructionKind::Workdir(_)))
}
