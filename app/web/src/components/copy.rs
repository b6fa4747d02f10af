//! A button that copies a text.

use leptos::prelude::*;

use crate::browser::clipboard;

/// Copies `text`, and says on itself whether that worked.
#[component]
pub(crate) fn CopyButton(#[prop(into)] text: String) -> impl IntoView {
    let (said, set_said) = signal("Copy");
    let copy = move |_| {
        clipboard::copy(&text, move |worked| {
            set_said.set(if worked {
                "Copied"
            } else {
                "Select it and copy by hand"
            });
        });
    };
    view! {
        <button type="button" class="button quiet" on:click=copy>
            <span aria-live="polite">{said}</span>
        </button>
    }
}
