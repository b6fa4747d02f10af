//! What is drawn once the reader opens it: of a long list hardly anything is opened.

use leptos::html::Details;
use leptos::prelude::*;

/// A summary, and what it unfolds.
pub(crate) fn folded(
    class: &'static str,
    is_open: bool,
    summary: AnyView,
    inside: Box<dyn Fn() -> AnyView + Send + Sync>,
) -> AnyView {
    let details = NodeRef::<Details>::new();
    let open = RwSignal::new(is_open);
    let toggled = move |_| open.set(details.get_untracked().is_some_and(|it| it.open()));
    view! {
        <details class=class node_ref=details open=is_open on:toggle=toggled>
            {summary}
            {move || open.get().then(&inside)}
        </details>
    }
    .into_any()
}
