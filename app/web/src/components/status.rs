//! Statuses and severities: a shape, a word and a colour, each enough by itself.

use leptos::prelude::*;
use plimsoll_view::words::{Severity, Status};

/// A control's word in the report.
#[component]
pub(crate) fn StatusTag(status: Status) -> impl IntoView {
    let shape = match status {
        Status::Failed => "✕",
        Status::NotReviewed => "?",
        Status::Waived => "≈",
        Status::NotApplicable => "–",
        Status::Passed => "✓",
    };
    view! {
        <span class="tag" data-status=status.slug()>
            <span aria-hidden="true">{shape}</span>
            {status.title()}
        </span>
    }
}

/// How much harm a failure does.
#[component]
pub(crate) fn SeverityMark(severity: Severity) -> impl IntoView {
    let points = match severity {
        Severity::Critical => "6,0 12,11 0,11",
        Severity::High => "6,0 12,6 6,12 0,6",
        Severity::Medium => "1,1 11,1 11,11 1,11",
        Severity::Low => "4,1 8,1 11,4 11,8 8,11 4,11 1,8 1,4",
        Severity::Info => "1,5 11,5 11,7 1,7",
    };
    view! {
        <span class="severity" data-severity=severity.slug()>
            <svg viewBox="0 0 12 12" aria-hidden="true" focusable="false"><polygon points=points /></svg>
            {severity.title()}
        </span>
    }
}
