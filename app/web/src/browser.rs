//! Every call to the browser: nothing else in the page knows there is one.

pub mod address;
pub mod clipboard;
pub mod download;
pub mod drop;
pub mod egress;
pub mod file;
pub mod observe;
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

/// Shows the beginning of the page.
pub fn to_top() {
    leptos::prelude::window().scroll_to_with_x_and_y(0.0, 0.0);
}

/// Brings an element of a row that scrolls sideways into its middle, and moves nothing else.
pub fn show_in_row(element: &web_sys::HtmlElement) {
    let Some(row) = element.parent_element() else {
        return;
    };
    let middle = element.offset_left() + element.offset_width() / 2;
    row.set_scroll_left(middle - row.client_width() / 2);
}

/// Moves the keyboard to the element of that id.
pub fn focus(id: &str) {
    let element = leptos::prelude::document().get_element_by_id(id);
    if let Some(element) = element.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok()) {
        // An element that cannot take the focus leaves it where it is.
        element.focus().ok();
    }
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
