//! What a build writes into a package manager's own settings before it calls it.

use crate::facts::{Build, Call};
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

/// What is known of a setting.
pub(super) enum Setting {
    /// The file writes it.
    Stated,
    /// A file of settings is copied in that may state it.
    Unseen(String, Evidence),
    /// Nothing in the file writes it.
    Unstated,
}

/// What the instructions before a call, and the commands before it in its own, have set.
pub(super) fn before(build: &Build<'_>, call: &Call<'_>, place: &Place) -> Setting {
    let lineage: Vec<usize> = call.step.stage().map_or_else(Vec::new, |stage| {
        let stages = build.file().lineage(stage);
        stages.map(|stage| stage.index).collect()
    });
    let mut unseen = Setting::Unstated;
    for step in build.steps().take_while(|it| it.index <= call.step.index) {
        let is_seen = step.stage_index().is_none_or(|it| lineage.contains(&it));
        if !is_seen || (step.is_deferred && step.index != call.step.index) {
            continue;
        }
        let is_own = step.index == call.step.index;
        let mut span = step.instruction.span;
        if is_own {
            span.end = call.invocation.span.start.max(span.start);
        }
        match &step.instruction.kind {
            InstructionKind::Run(_) => {
                if place.is_stated(span.of(build.text)) {
                    return Setting::Stated;
                }
            }
            InstructionKind::Add(transfer) | InstructionKind::Copy(transfer) => {
                let target = &transfer.destination;
                if !place.paths.iter().any(|path| target.value.contains(path)) {
                    continue;
                }
                if place.has_value(&span.of(build.text).to_ascii_lowercase()) {
                    return Setting::Stated;
                }
                if step.instruction.heredocs.is_empty() {
                    unseen = Setting::Unseen(target.value.clone(), step.at(target.span));
                }
            }
            _ => {}
        }
    }
    unseen
}

impl Place {
    /// Whether a script writes the setting to where it belongs.
    fn is_stated(&self, script: &str) -> bool {
        self.paths.iter().any(|path| script.contains(path))
            && self.has_value(&script.to_ascii_lowercase())
    }

    fn has_value(&self, text: &str) -> bool {
        text.match_indices(self.key).any(|(at, key)| {
            let rest = text.get(at + key.len()..).unwrap_or_default();
            let is_between =
                |letter: char| letter.is_whitespace() || matches!(letter, '"' | '\'' | '=' | '\\');
            let value = rest.trim_start_matches(is_between);
            self.values.iter().any(|known| value.starts_with(known))
        })
    }
}

/// apt's settings.
pub(super) const APT: &[&str] = &["/etc/apt/apt.conf"];
