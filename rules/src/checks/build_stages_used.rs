//! Decides `build-stages-used`: every stage ships, or another stage takes from it.

use super::stage_references::{Target, dependencies, references};
use super::{Check, Decide};
use crate::catalogue::build_stages_used::{CONTROL, STAGE_UNUSED};
use crate::facts::Build;
use crate::finding::{Finding, Verdict};
use crate::model::dockerfile::{InstructionKind, Stage};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let stages = &build.file().stages;
    let references = references(build);
    let mut is_used = vec![false; stages.len()];
    let needed = dependencies(build, &references).into_iter().flatten();
    let finals = build.final_stage().into_iter().chain(stages.last());
    for stage in needed.chain(finals.map(|stage| stage.index)) {
        if let Some(used) = is_used.get_mut(stage) {
            *used = true;
        }
    }
    // A word that cannot be told may name any of them, and so may a trigger for other files.
    let is_open = references.iter().any(|it| it.target == Target::Variable)
        || build.steps().any(|step| {
            step.is_deferred && matches!(step.instruction.kind, InstructionKind::Copy(_))
        });
    let is_unused = |stage: &&Stage| {
        !is_open && is_used.get(stage.index) == Some(&false) && !is_asked_for(build, stage)
    };
    let failures = stages.iter().filter(is_unused).map(|stage| {
        let name = stage.name.as_ref();
        let shown = name.map_or_else(|| stage.index.to_string(), |name| name.value.clone());
        Finding::new(STAGE_UNUSED)
            .with("stage", shown)
            .at(build.at(name.map_or(stage.base.image.span, |name| name.span)))
    });
    Verdict::over(stages.len() > 1, failures.collect(), Vec::new())
}

/// Whether the settings name the stage as one that ships.
fn is_asked_for(build: &Build<'_>, stage: &Stage) -> bool {
    let mut targets = build.settings.targets.iter();
    targets.any(|target| stage.is_called(target) || target.parse() == Ok(stage.index))
}
