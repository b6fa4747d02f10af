//! The change that would mend a finding.

use leptos::prelude::*;
use plimsoll_view::view_model::changes::ChangeView;
use plimsoll_view::words::count;

use crate::components::code::Prose;
use crate::components::copy::CopyButton;
use crate::components::diff::Diff;

/// The lines it takes out and puts in, and what the reader confirms first.
#[component]
pub(crate) fn Change(change: ChangeView) -> impl IntoView {
    let text = change.text();
    let (title, asks) = match change.asks {
        None => ("A safe change", None),
        Some(asks) => ("A change to confirm", Some(asks)),
    };
    let more = (change.more > 0).then(|| {
        format!(
            "{} more",
            count(change.more, "line changes", "lines change")
        )
    });
    view! {
        <div class="change">
            <p class="change-head"><b>{title}</b><CopyButton text /></p>
            {asks.map(|asks| view! { <p class="asks"><Prose text=asks /></p> })}
            <Diff lines=change.lines label=title />
            {more.map(|more| view! { <p class="hint">{more}</p> })}
        </div>
    }
}
