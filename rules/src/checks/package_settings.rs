//! What a build writes into a package manager's own settings before it calls it.

use crate::facts::{Build, Call, Step};
use crate::finding::Evidence;
use crate::model::dockerfile::InstructionKind;

/// Where a manager keeps a setting, and the values that turn it the right way.
pub(super) struct Place {
    /// Files and directories of settings.
    pub paths: &'static [&'static str],
    /// The setting's name, in lower case.
    pub key: &'static str,
    /// Values, in lower case.
    pub values: &'static [&'static str],
}

/// apt's settings.
pub(super) const APT: &[&str] = &["/etc/apt/apt.conf"];

/// What is known of a setting.
#[derive(Clone, Debug)]
pub(super) enum Setting {
    /// The file writes it.
    Stated,
    /// A file of settings is copied in that may state it; in words, and where.
    Unseen(String, Evidence),
    /// Nothing in the file writes it.
    Unstated,
}

/// A setting in every stage of a file.
pub(super) struct Settings {
    /// Per stage, what stands before the first one first: what the stage begins with, and
    /// from which byte of the file on it knows better.
    stages: Vec<(Setting, Vec<(usize, Setting)>)>,
}

impl Settings {
    pub(super) fn new(build: &Build<'_>, place: &Place) -> Self {
        let count = build.file().stages.len() + 1;
        let mut stages = vec![(Setting::Unstated, Vec::new()); count];
        for step in build.steps() {
            let slot = stages.get_mut(slot(step));
            if let (Some((_, own)), Some(found)) = (slot, place.of(build, step)) {
                own.push(found);
            }
        }
        for stage in &build.file().stages {
            let parent = stage.base.of_stage.filter(|parent| *parent < stage.index);
            let parent = parent.and_then(|parent| stages.get(parent + 1));
            let begins = parent.map(|(begins, own)| last(begins, own, usize::MAX));
            if let (Some(begins), Some(slot)) = (begins, stages.get_mut(stage.index + 1)) {
                slot.0 = begins;
            }
        }
        Self { stages }
    }

    /// What is known of it where a command stands.
    pub(super) fn at(&self, call: &Call<'_>) -> Setting {
        let stage = self.stages.get(slot(call.step));
        stage.map_or(Setting::Unstated, |(begins, own)| {
            last(begins, own, call.invocation.span.start)
        })
    }
}

fn slot(step: Step<'_>) -> usize {
    step.stage_index().map_or(0, |stage| stage + 1)
}

/// The last word on a setting before a byte of the file.
fn last(begins: &Setting, own: &[(usize, Setting)], before: usize) -> Setting {
    let count = own.partition_point(|(at, _)| *at <= before);
    let found = count.checked_sub(1).and_then(|at| own.get(at));
    found.map_or(begins, |(_, setting)| setting).clone()
}

impl Place {
    /// What an instruction does to the setting, and the byte from which on it holds.
    fn of(&self, build: &Build<'_>, step: Step<'_>) -> Option<(usize, Setting)> {
        let span = step.instruction.span;
        let text = || span.of(build.text).to_ascii_lowercase();
        match &step.instruction.kind {
            InstructionKind::Run(_) => {
                let text = text();
                let path = self.paths.iter().filter_map(|path| text.find(path)).min()?;
                let key = self.value_in(&text)?;
                Some((span.start + path.max(key), Setting::Stated))
            }
            InstructionKind::Add(transfer) | InstructionKind::Copy(transfer) => {
                let target = &transfer.destination;
                if !self.paths.iter().any(|path| target.value.contains(path)) {
                    return None;
                }
                if self.value_in(&text()).is_some() {
                    return Some((span.end, Setting::Stated));
                }
                let file = format!("the settings copied to {}", target.value);
                let unseen = Setting::Unseen(file, step.at(target.span));
                step.instruction
                    .heredocs
                    .is_empty()
                    .then_some((span.end, unseen))
            }
            _ => None,
        }
    }

    /// Where a text gives the setting one of the values.
    fn value_in(&self, text: &str) -> Option<usize> {
        let is_given = |(at, key): &(usize, &str)| {
            let rest = text.get(at + key.len()..).unwrap_or_default();
            let is_between =
                |letter: char| letter.is_whitespace() || matches!(letter, '"' | '\'' | '=' | '\\');
            let value = rest.trim_start_matches(is_between);
            self.values.iter().any(|known| value.starts_with(known))
        };
        let mut places = text.match_indices(self.key);
        places.find(is_given).map(|(at, _)| at)
    }
}
