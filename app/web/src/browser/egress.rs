//! What the content policy refused.

use js_sys::{Reflect, global};
use leptos::prelude::{document, window};
use wasm_bindgen::prelude::JsValue;

/// How often something was refused so far.
pub fn refused() -> u32 {
    let seam = Reflect::get(&global(), &"plimsoll".into()).unwrap_or(JsValue::UNDEFINED);
    let count = Reflect::get(&seam, &"violations".into())
        .ok()
        .and_then(|count| count.as_f64());
    // A count is a small whole number.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a count"
    )]
    count.map_or(0, |count| count as u32)
}

/// Runs with the new count whenever something is refused.
pub fn on_refusal(run: impl Fn(u32) + 'static) {
    let name = "plimsoll:violation";
    gloo::events::EventListener::new(&window(), name, move |_| run(refused())).forget();
}

/// The policy this very page runs under, one directive a line; `None` where it has none.
pub fn policy() -> Option<String> {
    let meta = document()
        .query_selector("meta[http-equiv='Content-Security-Policy']")
        .ok()
        .flatten()?;
    let policy = meta.get_attribute("content")?;
    Some(
        policy
            .split(';')
            .map(str::trim)
            .collect::<Vec<_>>()
            .join(";\n"),
    )
}
