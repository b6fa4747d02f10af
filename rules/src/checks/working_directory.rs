//! The working directory that each `WORKDIR` leads to, relative steps taken.

use crate::facts::{Build, Step, Unknown, is_absolute_path};
use crate::model::dockerfile::InstructionKind;
use crate::span::Spanned;

/// One `WORKDIR` and where it leads.
pub(super) struct Led<'b> {
    pub(super) step: Step<'b>,
    pub(super) word: &'b Spanned<String>,
    /// The directory; relative where nothing absolute came before it.
    pub(super) path: Result<String, Unknown>,
}

/// Where a stage stands after its steps so far.
#[derive(Clone, Default)]
enum Place {
    /// Where its base image leaves it.
    #[default]
    Base,
    Known(String),
    /// Wherever a variable leads.
    Open,
}

/// Every `WORKDIR` in order, those that an `ONBUILD` defers left out.
///
/// A relative one behind an unknown one is left out too: its place has been told as open.
pub(super) fn all<'b>(build: &'b Build<'_>) -> Vec<Led<'b>> {
    let stages = &build.file().stages;
    let mut fragment = Place::Base;
    let mut places: Vec<Place> = Vec::with_capacity(stages.len());
    let mut found = Vec::new();
    for step in build.steps().filter(|step| !step.is_deferred) {
        let stage = step.stage();
        if let (Some(stage), InstructionKind::From { .. }) = (stage, &step.instruction.kind) {
            let parent = stage.base.of_stage.and_then(|parent| places.get(parent));
            let start = parent.cloned().unwrap_or_default();
            places.push(start);
        }
        let InstructionKind::Workdir(word) = &step.instruction.kind else {
            continue;
        };
        let place = match stage {
            Some(stage) => places.get_mut(stage.index),
            None => Some(&mut fragment),
        };
        let Some(place) = place else { continue };
        let path = step.path(word).map(|path| match &*place {
            _ if is_absolute_path(&path) => Some(shortened(&path)),
            Place::Base => Some(shortened(&path)),
            Place::Known(before) => Some(shortened(&format!("{before}/{path}"))),
            Place::Open => None,
        });
        let path = match path {
            Ok(None) => continue,
            Ok(Some(path)) => {
                *place = Place::Known(path.clone());
                Ok(path)
            }
            Err(unknown) => {
                *place = Place::Open;
                Err(unknown)
            }
        };
        found.push(Led { step, word, path });
    }
    found
}

/// How long a directory grows by relative steps before it is cut: longer ones do not exist.
pub(super) const LONGEST: usize = 4_096;

/// A path without empty parts, `.` and `..`; a leading slash stays.
pub(super) fn shortened(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    let root = if path.starts_with('/') { "/" } else { "" };
    let mut whole = format!("{root}{}", parts.join("/"));
    whole.truncate(whole.floor_char_boundary(LONGEST));
    whole
}

/// Whether a path is `folder` or lies below it, by whole components.
pub(super) fn lies_in(path: &str, folder: &str) -> bool {
    let rest = path.strip_prefix(folder.trim_end_matches('/'));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
