//! Which compose files make a project, where the reader changes it.

use leptos::prelude::*;
use plimsoll_view::arrange::{Change, changed};
use plimsoll_view::message::ProjectEntry;

use super::App;
use crate::browser;

impl App {
    /// Changes the project at a position of the last report, and judges again. Afterwards the
    /// keyboard is on the element of the id `focus`.
    pub fn arrange(self, at: usize, change: &Change, focus: Option<String>) {
        let Some(page) = self.report.get_untracked() else {
            return;
        };
        let Some(row) = page.projects.get(at) else {
            return;
        };
        // A folder is arranged as a whole, so what was found in it is stated along.
        let in_folder =
            |it: &&plimsoll_view::view_model::projects::ProjectRow| it.folder == row.folder;
        let before: Vec<ProjectEntry> = page
            .projects
            .iter()
            .filter(in_folder)
            .map(|it| it.entry.clone())
            .collect();
        let position = page.projects.iter().take(at).filter(in_folder).count();
        let mut after = changed(&before, position, change);
        let folders: Vec<String> = after.iter().map(|it| it.folder().to_owned()).collect();
        let further = page.projects.iter().filter(|it| !in_folder(it));
        let further = further.filter(|it| folders.contains(&it.folder));
        after.extend(further.map(|it| it.entry.clone()));
        self.projects.update(|projects| {
            projects.retain(|it| {
                it.folder() != row.folder && !folders.iter().any(|f| f == it.folder())
            });
            projects.extend(after);
        });
        self.refocus.set_value(focus);
        self.assess();
    }

    /// Lets the files of a folder be put together by their names again.
    pub fn forget_arrangement(self, folder: &str) {
        self.projects
            .update(|projects| projects.retain(|it| it.folder() != folder));
        self.assess();
    }

    /// Moves the keyboard back to what it was on before the report was drawn again.
    pub fn restore_focus(self) {
        if let Some(id) = self.refocus.try_update_value(Option::take).flatten() {
            request_animation_frame(move || browser::focus(&id));
        }
    }
}
