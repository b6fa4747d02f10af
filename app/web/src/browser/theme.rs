//! Light and dark.

use js_sys::{Function, Reflect, global};
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::JsValue;

/// Whether the reader's system asks for dark.
pub fn system_is_dark() -> bool {
    let asked = || -> Result<JsValue, JsValue> {
        let ask: Function = Reflect::get(&global(), &"matchMedia".into())?.dyn_into()?;
        let answer = ask.call1(&global(), &"(prefers-color-scheme: dark)".into())?;
        Reflect::get(&answer, &"matches".into())
    };
    asked().is_ok_and(|matches| matches.is_truthy())
}

/// Shows the page in that theme, whatever the system asks for.
pub fn show(theme: &str) {
    if let Some(root) = document().document_element() {
        // The name of the attribute is valid.
        root.set_attribute("data-theme", theme).ok();
    }
}
