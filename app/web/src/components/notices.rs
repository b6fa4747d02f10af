//! What the reader should know.

use leptos::prelude::*;

use crate::state::{App, Notice};

/// Sentences that stay until they are put away.
#[component]
pub(crate) fn Notices() -> impl IntoView {
    let app = App::here();
    view! {
        <div class="notices" role="status" aria-live="polite">
            {move || app.notices.get().into_iter().map(|notice| view! { <OneNotice notice /> }).collect_view()}
        </div>
    }
}

#[component]
fn OneNotice(notice: Notice) -> impl IntoView {
    let app = App::here();
    let id = notice.id;
    let dismiss = move |_| {
        app.notices
            .update(|notices| notices.retain(|it| it.id != id));
    };
    view! {
        <p class="notice" class:error=notice.is_error>
            <span>{notice.text}</span>
            <button type="button" class="button quiet" on:click=dismiss>"Put away"</button>
        </p>
    }
}
