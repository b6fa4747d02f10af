//! Decides `copied-stages-known`: what is copied from is a stage above, an image, or a build context
//! that a compose file gives.

use super::stage_references::{Reference, Target, form, references};
use super::{Check, Decide};
use crate::catalogue::base_images;
use crate::catalogue::copied_stages_known::{
    CONTROL, NAME_UNKNOWN, NUMBER_UNKNOWN, STAGE_BELOW, VARIABLE_UNFILLED,
};
use crate::facts::Build;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let references = references(build);
    let failures = references
        .iter()
        .filter_map(|it| failure(build, it))
        .collect();
    Verdict::over(!references.is_empty(), failures, Vec::new())
}

fn failure(build: &Build<'_>, reference: &Reference<'_>) -> Option<Finding> {
    let name = &reference.word.value;
    let finding = match reference.target {
        // A stage that copies from itself is a matter of its own.
        Target::Earlier(_) | Target::Own => return None,
        Target::Foreign if is_image(name) || build.contexts.contains(name) => return None,
        Target::Foreign => Finding::new(NAME_UNKNOWN),
        Target::Later(_) => Finding::new(STAGE_BELOW),
        Target::NoStage => Finding::new(NUMBER_UNKNOWN),
        Target::Variable => Finding::new(VARIABLE_UNFILLED).with("form", form(reference)),
    };
    let evidence = reference.step.at(reference.word.span);
    Some(finding.with("name", name).at(evidence))
}

/// Whether a word is meant as an image: by its tag, digest or path, or as one that is well known.
fn is_image(name: &str) -> bool {
    name.contains([':', '/', '@']) || base_images::user_of(name).is_some()
}
