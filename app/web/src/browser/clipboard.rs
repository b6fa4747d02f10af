//! The clipboard.

use leptos::prelude::window;
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// Copies a text and says whether it worked.
pub fn copy(text: &str, done: impl FnOnce(bool) + 'static) {
    let promise = window().navigator().clipboard().write_text(text);
    spawn_local(async move { done(JsFuture::from(promise).await.is_ok()) });
}
