//! One finding of an open control.

use leptos::prelude::*;
use plimsoll_view::view_model::detail::FindingView;

use super::change::Change;
use crate::components::code::Excerpt;

/// The reason, its subject and place, and the lines that show it; a pass is one line.
#[component]
pub(crate) fn Finding(finding: FindingView) -> impl IntoView {
    let word = match &*finding.outcome {
        "fail" => "✕ fails",
        "unknown" => "? unknown",
        "pass" => "✓ passes",
        _ => "– exempt",
    };
    let speaks = matches!(&*finding.outcome, "fail" | "unknown");
    let label = finding
        .location
        .clone()
        .unwrap_or_else(|| "Excerpt".to_owned());
    let shown = (speaks && !finding.excerpt.is_empty())
        .then(|| view! { <Excerpt lines=finding.excerpt label /> });
    view! {
        <li class="finding" data-outcome=finding.outcome.clone()>
            <p class="finding-head">
                <span class="outcome-word">{word}</span>
                <b>{finding.subject}</b>
                <span class="hint">{finding.subject_kind}</span>
                {finding.location.map(|location| view! { <code>{location}</code> })}
                {finding.path.map(|path| view! { <code class="path">{path}</code> })}
            </p>
            {speaks.then(|| view! { <p class="message">{finding.message}</p> })}
            {finding.accepted.map(|accepted| view! { <p class="accepted">{accepted}</p> })}
            {shown}
            {finding.change.map(|change| view! { <Change change /> })}
            {speaks.then(|| view! {
                <p class="provenance">"said by "{finding.tool}" · "<code title="the same finding keeps this in another run">{finding.fingerprint}</code></p>
            })}
        </li>
    }
}
