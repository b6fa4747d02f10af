//! One finding of an open control.

use leptos::prelude::*;
use plimsoll_view::view_model::detail::FindingView;

use super::change::Change;
use crate::components::code::{Excerpt, Prose};

/// The reason, its subject and place, and the lines that show it; a pass is one line.
#[component]
pub(crate) fn Finding(
    finding: FindingView,
    /// Whether the file's name stands above it already.
    is_inside: bool,
) -> impl IntoView {
    let word = match &*finding.outcome {
        "fail" => "✕ fails",
        "unknown" => "? unknown",
        "pass" => "✓ passes",
        _ => "– exempt",
    };
    let speaks = matches!(&*finding.outcome, "fail" | "unknown") || finding.is_answer;
    let label = finding
        .location
        .clone()
        .unwrap_or_else(|| "Excerpt".to_owned());
    // A name that stands there already is not said again.
    let is_named = finding.file.as_ref() == Some(&finding.subject);
    let place = match finding.line {
        Some(line) if is_inside || is_named => Some(format!("line {line}")),
        _ => finding.location.clone(),
    };
    let subject = (!(is_inside && is_named)).then(|| {
        view! { <b>{finding.subject.clone()}</b><span class="hint">{finding.subject_kind.clone()}</span> }
    });
    let shown = (speaks && !finding.excerpt.is_empty())
        .then(|| view! { <Excerpt lines=finding.excerpt label /> });
    view! {
        <li class="finding" data-outcome=finding.outcome.clone()>
            <p class="finding-head">
                <span class="outcome-word">{word}</span>
                {subject}
                {place.map(|place| view! { <code>{place}</code> })}
                {finding.path.map(|path| view! { <code class="path">{path}</code> })}
            </p>
            {speaks.then(|| view! { <p class="message"><Prose text=finding.message /></p> })}
            {finding.accepted.map(|accepted| view! { <p class="accepted">{accepted}</p> })}
            {shown}
            {finding.change.map(|change| view! { <Change change /> })}
            {finding.refused.filter(|_| speaks).map(|why| view! {
                <p class="refused">"No change is offered here. "<Prose text=why /></p>
            })}
            {speaks.then(|| view! {
                <p class="provenance">"said by "{finding.tool}" · "<code title="the same finding keeps this in another run">{finding.fingerprint}</code></p>
            })}
        </li>
    }
}
