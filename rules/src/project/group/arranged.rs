//! Projects that the reader put together.

use std::collections::BTreeSet;

use super::{Files, Notes, Origin, Unit, note};

/// Every project of the settings of which a file was given.
pub(super) fn units(files: &Files<'_>, notes: &mut Notes) -> Vec<Unit> {
    let mut units = Vec::new();
    for (at, composition) in files.settings.projects.iter().enumerate() {
        let mut found = Vec::new();
        let mut absent = Vec::new();
        for path in &composition.files {
            match files.compose(path) {
                Some(index) if found.contains(&index) => {}
                Some(index) => found.push(index),
                None => absent.push(path),
            }
        }
        let Some(first) = found.first().copied() else {
            continue;
        };
        for path in absent {
            let what = match files.find(path) {
                Some(_) => "is not read as a Compose file",
                None => "was not given",
            };
            let message = format!("The policy merges {path} into this project, which {what}");
            notes.push(note(first, message));
        }
        for path in composition.env_files.iter().flatten() {
            if files.find(path).is_none() {
                let message =
                    format!("The policy takes variables from {path}, which was not given");
                notes.push(note(first, message));
            }
        }
        units.push(Unit {
            files: found,
            own: first,
            origin: Origin::Arranged(at),
            notes: Vec::new(),
        });
    }
    units
}

/// Says which files of an arranged folder are members of no project.
pub(super) fn leave_out(
    files: &Files<'_>,
    folder: &str,
    members: &BTreeSet<usize>,
    notes: &mut Notes,
) {
    let names = files.folders.get(folder).into_iter().flatten();
    for (_, index) in names.filter(|(_, index)| !members.contains(index)) {
        let message = "The policy's projects of this folder leave this file out, so it is \
                       judged only where one of them uses it";
        notes.push(note(*index, message));
    }
}
