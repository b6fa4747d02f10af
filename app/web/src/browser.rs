//! Every call to the browser: nothing else in the page knows there is one.

pub mod address;
pub mod clipboard;
pub mod download;
pub mod drop;
pub mod egress;
pub mod file;
pub mod paste;
pub mod place;
pub mod storage;
pub mod theme;
pub mod today;
pub mod worker;

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::JsValue;

/// What went wrong, in the browser's words.
pub fn describe(why: &JsValue) -> String {
    why.dyn_ref::<js_sys::Error>()
        .map(|why| String::from(why.message()))
        .or_else(|| why.as_string())
        .unwrap_or_else(|| format!("{why:?}"))
}

/// Brings an element of a row that scrolls sideways into its middle, and moves nothing else.
pub fn show_in_row(element: &web_sys::HtmlElement) {
    let element = element.clone();
    // When the next frame is made, what stands where has to be known anyway.
    leptos::prelude::request_animation_frame(move || {
        if let Some(row) = element.parent_element() {
            let middle = element.offset_left() + element.offset_width() / 2;
            row.set_scroll_left(middle - row.client_width() / 2);
        }
    });
}

/// Moves the keyboard to the element of that id.
pub fn focus(id: &str) {
    let element = leptos::prelude::document().get_element_by_id(id);
    if let Some(element) = element.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok()) {
        // An element that cannot take the focus leaves it where it is.
        element.focus().ok();
    }
}

/// Moves the keyboard from one element a selector names to another, as `key` says; whether it did.
/// It stays where it is at both ends, and where it is on none of them.
pub fn step_through(selector: &str, key: &str) -> bool {
    let document = leptos::prelude::document();
    let (Some(active), Ok(all)) = (
        document.active_element(),
        document.query_selector_all(selector),
    ) else {
        return false;
    };
    let is_active = |at: &u32| {
        all.item(*at)
            .is_some_and(|it| it.is_same_node(Some(&active)))
    };
    let Some(at) = (0..all.length()).find(is_active) else {
        return false;
    };
    let last = all.length().saturating_sub(1);
    let to = match key {
        "ArrowDown" => last.min(at + 1),
        "ArrowUp" => at.saturating_sub(1),
        "Home" => 0,
        "End" => last,
        _ => return false,
    };
    if let Some(element) = all
        .item(to)
        .and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok())
    {
        // An element that cannot take the focus leaves it where it is.
        element.focus().ok();
    }
    true
}

/// Clicks the element of that id for the reader.
pub fn click(id: &str) {
    let element = leptos::prelude::document().get_element_by_id(id);
    if let Some(element) = element.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok()) {
        element.click();
    }
}

/// Opens the dialog of that id over the page.
pub fn open_dialog(id: &str) {
    if let Some(dialog) = dialog(id).filter(|dialog| !dialog.open()) {
        // It fails only where the dialog is open already.
        dialog.show_modal().ok();
    }
}

/// Closes the dialog of that id.
pub fn close_dialog(id: &str) {
    if let Some(dialog) = dialog(id) {
        dialog.close();
    }
}

fn dialog(id: &str) -> Option<web_sys::HtmlDialogElement> {
    leptos::prelude::document()
        .get_element_by_id(id)?
        .dyn_into()
        .ok()
}
