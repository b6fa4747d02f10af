//! Decides `scratch-image-starts`: an image made from nothing says what it runs.
//!
//! Other base images bring a command of their own, so nothing is asked of images on top of one.

use super::{Check, Decide};
use crate::catalogue::scratch_image_starts::{CONTROL, NOTHING_STARTS};
use crate::facts::Build;
use crate::finding::{Finding, Verdict};
use crate::model::dockerfile::Keyword;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let Some(stage) = build.final_stage() else {
        return Verdict::NotApplicable;
    };
    let root = build.file().lineage(stage).last();
    if !root.is_some_and(|root| root.base.is_scratch()) {
        return Verdict::NotApplicable;
    }
    let start = build.shipped_backwards().find(|step| {
        let keyword = step.instruction.keyword.value;
        !step.is_deferred && matches!(keyword, Keyword::Cmd | Keyword::Entrypoint)
    });
    match start {
        Some(step) => Verdict::Pass(Some(step.at(step.instruction.span))),
        None => Finding::new(NOTHING_STARTS)
            .at(build.at(stage.base.image.span))
            .fails(),
    }
}
