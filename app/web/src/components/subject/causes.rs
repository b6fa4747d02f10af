//! What fails of a subject, by control.

use leptos::prelude::*;
use plimsoll_view::route::Route;
use plimsoll_view::view_model::hardening::{CauseView, FailureView};

use crate::components::code::Prose;
use crate::components::status::SeverityMark;

/// Failures of one control shown.
const SHOWN: usize = 20;

/// The controls, each with its failures and what becomes of them.
#[component]
pub(super) fn Causes(causes: Vec<CauseView>) -> impl IntoView {
    view! {
        <ul class="tasks causes">{causes.into_iter().map(|cause| view! { <Cause cause /> }).collect_view()}</ul>
    }
}

#[component]
fn Cause(cause: CauseView) -> impl IntoView {
    let more = cause.failures.len().saturating_sub(SHOWN);
    let failures = cause.failures.into_iter().take(SHOWN);
    view! {
        <li>
            <SeverityMark severity=cause.severity />
            <div>
                <a href=Route::control(cause.control).fragment()>{cause.title}</a>
                {cause.is_quality.then(|| view! { <small>"build quality"</small> })}
                <ul class="failures">{failures.map(|failure| view! { <Failure failure /> }).collect_view()}</ul>
                {(more > 0).then(|| view! { <small>{format!("and {more} more of the same control")}</small> })}
            </div>
        </li>
    }
}

#[component]
fn Failure(failure: FailureView) -> impl IntoView {
    let mended = if failure.is_mended { "yes" } else { "no" };
    view! {
        <li>
            <span><Prose text=failure.message /></span>
            <small class="path">{failure.place}</small>
            <small class="fate" data-mended=mended>
                {failure.is_mended.then_some("✓ ")}<Prose text=failure.fate />
            </small>
        </li>
    }
}
