//! The change that would mend a finding.

use leptos::prelude::*;
use plimsoll_view::view_model::changes::{ChangeView, ChangedLine};
use plimsoll_view::words::count;

use crate::components::copy::CopyButton;

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
            {asks.map(|asks| view! { <p class="asks">{asks}</p> })}
            <pre class="code diff" tabindex="0" role="group" aria-label=title>
                {change.lines.into_iter().map(|line| view! { <Line line /> }).collect_view()}
            </pre>
            {more.map(|more| view! { <p class="hint">{more}</p> })}
        </div>
    }
}

#[component]
fn Line(line: ChangedLine) -> impl IntoView {
    let sign = if line.is_added { "+" } else { "−" };
    let text = if line.is_added {
        view! { <ins>{line.text}</ins> }.into_any()
    } else {
        view! { <del>{line.text}</del> }.into_any()
    };
    view! {
        <code class="line" class:added=line.is_added>
            <span class="number">{line.number}</span>
            <span class="sign" aria-hidden="true">{sign}</span>
            <span class="text">{text}"\n"</span>
        </code>
    }
}
