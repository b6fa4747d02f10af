//! Decides `copy-destination-anchored`: a relative destination has a `WORKDIR` to start from.

use super::{Check, Decide, changes, transfers, unsettled};
use crate::catalogue::copy_destination_anchored::{
    CONTROL, DESTINATION_RELATIVE, DESTINATION_UNRESOLVED,
};
use crate::facts::{Build, Step, is_absolute_path};
use crate::finding::{Finding, Remedy, Verdict};
use crate::model::dockerfile::InstructionKind;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let mut failures = Vec::new();
    let mut unknown = Vec::new();
    let mut is_concerned = false;
    let folders = Folders::of(build);
    let mut mended = Vec::new();
    for moved in transfers::all(build) {
        is_concerned = true;
        let step = moved.step;
        let destination = &moved.transfer.destination;
        if folders.is_set_before(step) {
            continue;
        }
        match step.path(destination) {
            Ok(path) if is_absolute_path(&path) => {}
            Ok(_) => {
                let finding = Finding::new(DESTINATION_RELATIVE)
                    .with("destination", &destination.value)
                    .at(step.at(destination.span));
                // One `WORKDIR` mends what follows it in the stage as well.
                let is_first = !mended.contains(&step.stage_index());
                let edit = changes::insert_before(build, step.index, "WORKDIR /app");
                failures.push(match edit.filter(|_| is_first && !step.is_deferred) {
                    Some(edit) => {
                        mended.push(step.stage_index());
                        finding.mended_by(Remedy::assisted(
                            "Confirm where the files are to lie, and that what follows expects \
                             this working directory.",
                            vec![edit],
                        ))
                    }
                    None => finding,
                });
            }
            Err(missing) => unknown.push(unsettled::finding(&missing, DESTINATION_UNRESOLVED)),
        }
    }
    Verdict::over(is_concerned, failures, unknown)
}

/// The first `WORKDIR` of each stage, and whether a stage it is built from has one.
struct Folders {
    /// By stage, those of a fragment first.
    stages: Vec<First>,
}

#[derive(Clone, Copy, Default)]
struct First {
    is_inherited: bool,
    own: Option<usize>,
    deferred: Option<usize>,
}

impl Folders {
    fn of(build: &Build<'_>) -> Self {
        let stages = &build.file().stages;
        let mut folders = Self {
            stages: vec![First::default(); stages.len() + 1],
        };
        for step in build.steps() {
            if !matches!(step.instruction.kind, InstructionKind::Workdir(_)) {
                continue;
            }
            if let Some(first) = folders.stages.get_mut(place(step)) {
                let slot = if step.is_deferred {
                    &mut first.deferred
                } else {
                    &mut first.own
                };
                slot.get_or_insert(step.index);
            }
        }
        for (index, stage) in stages.iter().enumerate() {
            let parent = stage.base.of_stage.filter(|parent| *parent < index);
            let parent = parent
                .and_then(|parent| folders.stages.get(parent + 1))
                .copied();
            let is_inherited = parent.is_some_and(|it| it.is_inherited || it.own.is_some());
            if let Some(first) = folders.stages.get_mut(index + 1) {
                first.is_inherited = is_inherited;
            }
        }
        folders
    }

    fn is_set_before(&self, step: Step<'_>) -> bool {
        let first = self.stages.get(place(step)).copied().unwrap_or_default();
        let is_before = |at: Option<usize>| at.is_some_and(|at| at < step.index);
        first.is_inherited
            || is_before(first.own)
            || (step.is_deferred && is_before(first.deferred))
    }
}

/// Where a step's stage is kept.
fn place(step: Step<'_>) -> usize {
    step.stage_index().map_or(0, |stage| stage + 1)
}
