//! Instructions of which a stage heeds the last only.
//!
//! A stage that others merely copy from starts nothing, so that there every one of them is
//! without effect and none hides another.

use super::edits;
use crate::catalogue::Reason;
use crate::facts::{Build, Step};
use crate::finding::{Edit, Finding, Remedy, Verdict};
use crate::model::dockerfile::Keyword;

/// Whether any stage has more than one instruction of this keyword, with the reason that is
/// given for each but the last.
pub(super) fn verdict(build: &Build<'_>, keyword: Keyword, reason: &'static Reason) -> Verdict {
    let mut last: Vec<(Option<usize>, Step<'_>)> = Vec::new();
    let mut failures = Vec::new();
    let copied_from = only_copied_from(build);
    for step in build.steps() {
        if step.instruction.keyword.value != keyword || step.is_deferred {
            continue;
        }
        let stage = step.stage_index();
        if stage.is_some_and(|stage| copied_from.get(stage) == Some(&true)) {
            continue;
        }
        match last.last_mut() {
            Some((of, earlier)) if *of == stage => {
                let finding = finding(build, *earlier, reason);
                failures.push(finding.beside(step.instruction.span));
                *earlier = step;
            }
            Some(_) | None => last.push((stage, step)),
        }
    }
    Verdict::over(!last.is_empty(), failures, Vec::new())
}

fn finding(build: &Build<'_>, step: Step<'_>, reason: &'static Reason) -> Finding {
    let span = step.instruction.span;
    let finding = Finding::new(reason).at(step.at(span));
    match edits::whole_lines(build.text, span) {
        Some(lines) => finding.mended_by(Remedy::safe(vec![Edit::delete(lines)])),
        None => finding,
    }
}

/// Per stage, whether others copy from it, none is built from it and it does not ship.
fn only_copied_from(build: &Build<'_>) -> Vec<bool> {
    let file = build.file();
    let mut copied = copied_from(build);
    for stage in &file.stages {
        let parent = stage.base.of_stage;
        if let Some(found) = parent.and_then(|parent| copied.get_mut(parent)) {
            *found = false;
        }
    }
    for (stage, found) in copied.iter_mut().enumerate() {
        *found &= !build.ships(Some(stage));
    }
    copied
}

/// Per stage, whether a later one copies or mounts from it.
pub(super) fn copied_from(build: &Build<'_>) -> Vec<bool> {
    let file = build.file();
    let mut copied = vec![false; file.stages.len()];
    for step in build.steps() {
        let Some(before) = step.stage_index() else {
            continue;
        };
        for source in step.foreign_sources() {
            let name = step.value(&source.value).ok();
            let stage = name.and_then(|name| file.stage_called(&name, before));
            if let Some(found) = stage.and_then(|stage| copied.get_mut(stage.index)) {
                *found = true;
            }
        }
    }
    copied
}
