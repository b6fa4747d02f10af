//! What stays on this machine between visits: decisions and the theme, never files.

use gloo::storage::{LocalStorage, Storage};
use plimsoll_view::message::WaiverEntry;

const WAIVERS: &str = "plimsoll.waivers";
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
    LocalStorage::set(WAIVERS, waivers).map_err(|why| {
        format!(
            "This browser keeps nothing for this page ({why}). Download the policy file, or your \
             decisions end with this visit."
        )
    })
}

/// The theme chosen: `light`, `dark`, or nothing.
pub fn theme() -> Option<String> {
    LocalStorage::get(THEME).ok()
}

/// Keeps the theme; where it cannot be kept, the choice ends with the visit.
pub fn keep_theme(theme: &str) {
    LocalStorage::set(THEME, theme).ok();
}
