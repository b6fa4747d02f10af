//! What is pasted outside any field.

use gloo::events::EventListener;
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, DataTransfer, Element, Event};

/// Where a paste belongs to what the reader is typing.
const FIELDS: &str = "input, textarea, select, dialog";

/// Runs with what is pasted, unless a field or a dialog takes it.
pub fn on_paste(run: impl Fn(&DataTransfer) + 'static) {
    let pasted = move |event: &Event| {
        if is_in_field(event) {
            return;
        }
        let event = event.dyn_ref::<ClipboardEvent>();
        if let Some(transfer) = event.and_then(ClipboardEvent::clipboard_data) {
            run(&transfer);
        }
    };
    // The page listens for as long as it is open.
    EventListener::new(&document(), "paste", pasted).forget();
}

/// The text of what was pasted or dropped; `None` where there is none.
pub fn text(transfer: &DataTransfer) -> Option<String> {
    let text = transfer.get_data("text/plain").ok()?;
    (!text.trim().is_empty()).then_some(text)
}

fn is_in_field(event: &Event) -> bool {
    let element = event.target().and_then(|it| it.dyn_into::<Element>().ok());
    // A selector of ours is always a valid one.
    element.is_some_and(|element| element.closest(FIELDS).is_ok_and(|it| it.is_some()))
}
