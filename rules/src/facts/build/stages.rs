//! Which stages of a build ship, and which only help.

use super::{Build, Step};
use crate::model::dockerfile::Stage;

impl<'a> Build<'a> {
    /// Marks a stage and every earlier stage it takes from.
    pub(super) fn mark_needed(&mut self, stage: usize) {
        let mut open = vec![stage];
        while let Some(stage) = open.pop() {
            match self.needed.get_mut(stage) {
                Some(needed) if !*needed => *needed = true,
                Some(_) | None => continue,
            }
            let Some(stage) = self.file().stages.get(stage) else {
                continue;
            };
            open.extend(stage.base.of_stage.filter(|parent| *parent < stage.index));
            for index in stage.instructions.clone() {
                let sources = self.step(index).map_or(Vec::new(), Step::foreign_sources);
                for source in sources {
                    let name = self
                        .step(index)
                        .and_then(|step| step.value(&source.value).ok());
                    let found = name.and_then(|it| self.file().stage_called(&it, stage.index));
                    open.extend(found.map(|stage| stage.index));
                }
            }
        }
    }

    /// The stage that ships: the target that was asked for, or the last; `None` in a fragment.
    pub const fn final_stage(&self) -> Option<&'a Stage> {
        self.built.stage
    }

    /// Whether a stage is the one that ships or one that it is built from. What stands before
    /// the first `FROM`, and everything in a fragment, counts as shipped.
    pub fn ships(&self, stage: Option<usize>) -> bool {
        stage.is_none_or(|stage| self.ships.get(stage).copied().unwrap_or_default())
    }

    /// Whether the stage that ships takes anything from this stage, or is it.
    pub fn needs(&self, stage: usize) -> bool {
        self.needed.get(stage).copied().unwrap_or_default()
    }

    /// The instructions that make the image, last first: those of the stage that ships, then
    /// those of the stages it is built from.
    pub fn shipped_backwards(&self) -> impl Iterator<Item = Step<'_>> {
        self.built
            .lineage_backwards()
            .filter_map(|(index, _)| self.step(index))
    }
}
