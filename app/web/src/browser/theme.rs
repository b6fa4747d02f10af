//! Light and dark.

use leptos::prelude::{document, window};

/// Whether the reader's system asks for dark.
pub fn system_is_dark() -> bool {
    let query = window().match_media("(prefers-color-scheme: dark)").ok().flatten();
    query.is_some_and(|query| query.matches())
}

/// Shows the page in that theme, whatever the system asks for.
pub fn show(theme: &str) {
    if let Some(root) = document().document_element() {
        // The name of the attribute is valid.
        root.set_attribute("data-theme", theme).ok();
    }
}
