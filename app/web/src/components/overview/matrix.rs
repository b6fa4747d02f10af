//! Controls by severity and status.

use leptos::prelude::*;
use plimsoll_view::route::Route;
use plimsoll_view::view_model::overview::MatrixRow;
use plimsoll_view::words::{Severity, count};

use crate::components::status::SeverityMark;

/// A table; every number leads to the controls it counts.
#[component]
pub(crate) fn Matrix(rows: Vec<MatrixRow>) -> impl IntoView {
    let aside: usize = rows.iter().map(|row| row.not_applicable).sum();
    view! {
        <section class="panel" aria-labelledby="matrix-title">
            <header><h2 id="matrix-title">"Severity and status"</h2><span>"of security controls"</span></header>
            <div class="scroll" tabindex="0" role="group" aria-label="Severity and status">
                <table class="matrix">
                    <caption class="unseen">"Controls by severity and status"</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Severity"</th>
                            <th scope="col">"Failed"</th>
                            <th scope="col">"Accepted"</th>
                            <th scope="col">"Not reviewed"</th>
                            <th scope="col">"Passed"</th>
                        </tr>
                    </thead>
                    <tbody>{rows.into_iter().filter(is_used).map(row).collect_view()}</tbody>
                </table>
            </div>
            {(aside > 0).then(|| view! {
                <p class="hint foot">
                    <a href=Route::controls("status:not-applicable").fragment()>{count(aside, "control", "controls")}</a>
                    {if aside == 1 { " does" } else { " do" }}" not apply to what was given."
                </p>
            })}
        </section>
    }
}

fn is_used(row: &MatrixRow) -> bool {
    row.failed + row.waived + row.not_reviewed + row.passed > 0
}

fn row(row: MatrixRow) -> AnyView {
    let asked = match row.severity {
        Some(severity) => format!("category:security severity:{}", severity.slug()),
        None => "category:quality".to_owned(),
    };
    let cell = |number: usize, status: &'static str| {
        let query = format!("{asked} status:{status}");
        let inside = if number == 0 {
            view! { <span class="zero">"0"</span> }.into_any()
        } else {
            view! { <a href=Route::controls(query).fragment()>{number}</a> }.into_any()
        };
        view! { <td data-status=status>{inside}</td> }
    };
    view! {
        <tr data-severity=row.severity.map(Severity::slug)>
            <th scope="row">
                {match row.severity {
                    Some(severity) => view! { <SeverityMark severity /> }.into_any(),
                    None => "Build quality".into_any(),
                }}
            </th>
            {cell(row.failed, "failed")}
            {cell(row.waived, "accepted")}
            {cell(row.not_reviewed, "not-reviewed")}
            {cell(row.passed, "passed")}
        </tr>
    }
    .into_any()
}
