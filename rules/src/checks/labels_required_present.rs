//! Decides `labels-required-present`: every image has the labels that the policy asks for.
//!
//! Each stage is an image that somebody may ship, unless others copy from it or it is the base
//! of one that has the label.

use super::{Check, Decide, labels, repeated};
use crate::catalogue::labels_required_present::{CONTROL, KEYS_UNRESOLVED, LABEL_MISSING};
use crate::facts::Build;
use crate::finding::{Edit, Finding, Remedy, Verdict};
use crate::model::dockerfile::Stage;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let file = build.file();
    let wanted = &build.settings.labels;
    if wanted.is_empty() || file.stages.is_empty() {
        return Verdict::NotApplicable;
    }
    let mut failures = Vec::new();
    let mut unknown = Vec::new();
    let mut copied = repeated::copied_from(build);
    for (stage, found) in copied.iter_mut().enumerate() {
        *found &= !build.ships(Some(stage));
    }
    for (key, _) in wanted {
        let stated = stated(build, key);
        let has = |stage: &Stage| {
            let mut lineage = file.lineage(stage);
            lineage.find_map(|it| {
                stated
                    .get(it.index)
                    .copied()
                    .filter(|it| *it != Stated::Not)
            })
        };
        // Whether a stage built on top of it has the label.
        let mut served = vec![false; file.stages.len()];
        for stage in file.stages.iter().rev() {
            let has_it = has(stage) == Some(Stated::Here) || served.get(stage.index) == Some(&true);
            let parent = stage
                .base
                .of_stage
                .and_then(|parent| served.get_mut(parent));
            if let Some(found) = parent {
                *found |= has_it;
            }
        }
        for stage in &file.stages {
            let is_let_go = [&copied, &served]
                .iter()
                .any(|it| it.get(stage.index) == Some(&true));
            let reason = match has(stage) {
                Some(Stated::Here) => continue,
                _ if is_let_go => continue,
                Some(Stated::Perhaps | Stated::Not) => {
                    let finding = Finding::new(KEYS_UNRESOLVED).with("label", key);
                    unknown.push(finding.at(build.at(stage.base.image.span)));
                    continue;
                }
                None => LABEL_MISSING,
            };
            let finding = Finding::new(reason)
                .with("label", key)
                .at(build.at(stage.base.image.span));
            failures.push(match addition(build, stage, key) {
                Some(remedy) => finding.mended_by(remedy),
                None => finding,
            });
        }
    }
    Verdict::over(true, failures, unknown)
}

/// Whether a stage sets a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stated {
    Not,
    /// A key with a variable in it could be this one.
    Perhaps,
    Here,
}

fn stated(build: &Build<'_>, key: &str) -> Vec<Stated> {
    let mut stated = vec![Stated::Not; build.file().stages.len()];
    for label in labels::labels(build).filter(|label| !label.step.is_deferred) {
        let stage = label.step.stage_index();
        let Some(found) = stage.and_then(|stage| stated.get_mut(stage)) else {
            continue;
        };
        match label.key {
            Ok(own) if own == key => *found = Stated::Here,
            Err(_) if *found == Stated::Not => *found = Stated::Perhaps,
            Ok(_) | Err(_) => {}
        }
    }
    stated
}

/// Sets the label behind the stage's `FROM`.
fn addition(build: &Build<'_>, stage: &Stage, key: &str) -> Option<Remedy> {
    let from = build.file().instructions.get(stage.instructions.start)?;
    let end = build.line_break;
    let text = format!("{end}LABEL {key}=\"<VALUE>\"");
    let asks = format!("Give the label {key} its value.");
    Some(Remedy::assisted(
        asks,
        vec![Edit::insert(from.span.end, text)],
    ))
}
