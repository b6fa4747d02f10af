//! What stays on this machine between visits: decisions and the theme, never files.

use gloo::storage::errors::StorageError;
use gloo::storage::{LocalStorage, Storage};
use plimsoll_view::message::{ProjectEntry, WaiverEntry};

const WAIVERS: &str = "plimsoll.waivers";
const PROJECTS: &str = "plimsoll.projects";
const THEME: &str = "plimsoll.theme";

/// The decisions kept; none where there are none or none can be read.
pub fn waivers() -> Vec<WaiverEntry> {
    LocalStorage::get(WAIVERS).unwrap_or_default()
}

/// Keeps the decisions.
///
/// # Errors
/// A sentence, where the browser keeps nothing for this page.
pub fn keep_waivers(waivers: &[WaiverEntry]) -> Result<(), String> {
    if waivers.is_empty() {
        LocalStorage::delete(WAIVERS);
        return Ok(());
    }
    LocalStorage::set(WAIVERS, waivers).map_err(|why| refusal(&why))
}

/// The projects kept that the reader put together; none where none can be read.
pub fn projects() -> Vec<ProjectEntry> {
    LocalStorage::get(PROJECTS).unwrap_or_default()
}

/// Keeps the projects that the reader put together.
///
/// # Errors
/// A sentence, where the browser keeps nothing for this page.
pub fn keep_projects(projects: &[ProjectEntry]) -> Result<(), String> {
    if projects.is_empty() {
        LocalStorage::delete(PROJECTS);
        return Ok(());
    }
    LocalStorage::set(PROJECTS, projects).map_err(|why| refusal(&why))
}

fn refusal(why: &StorageError) -> String {
    format!(
        "This browser keeps nothing for this page ({why}). Download the policy file, or your \
         decisions end with this visit."
    )
}

/// The theme chosen: `light`, `dark`, or nothing.
pub fn theme() -> Option<String> {
    LocalStorage::get(THEME).ok()
}

/// Keeps the theme; where it cannot be kept, the choice ends with the visit.
pub fn keep_theme(theme: &str) {
    LocalStorage::set(THEME, theme).ok();
}
