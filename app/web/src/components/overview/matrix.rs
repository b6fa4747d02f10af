//! Controls by severity and status.

use leptos::prelude::*;
use plimsoll_view::route::Route;
use plimsoll_view::view_model::overview::MatrixRow;

use crate::components::status::SeverityMark;

/// A table; every number leads to the controls it counts.
#[component]
pub(crate) fn Matrix(rows: Vec<MatrixRow>) -> impl IntoView {
    view! {
        <section class="panel" aria-labelledby="matrix-title">
            <header><h2 id="matrix-title">"Severity and status"</h2><span>"controls"</span></header>
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
                    <tbody>{rows.into_iter().filter(is_used).map(|row| view! { <Row row /> }).collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
}

fn is_used(row: &MatrixRow) -> bool {
    row.failed + row.waived + row.not_reviewed + row.passed > 0
}

#[component]
fn Row(row: MatrixRow) -> impl IntoView {
    let severity = row.severity.slug();
    let cell = move |number: usize, status: &'static str| {
        let query = format!("severity:{severity} status:{status}");
        let inside = if number == 0 {
            view! { <span class="zero">"0"</span> }.into_any()
        } else {
            view! { <a href=Route::controls(query).fragment()>{number}</a> }.into_any()
        };
        view! { <td data-status=status>{inside}</td> }
    };
    view! {
        <tr data-severity=severity>
            <th scope="row"><SeverityMark severity=row.severity /></th>
            {cell(row.failed, "failed")}
            {cell(row.waived, "accepted")}
            {cell(row.not_reviewed, "not-reviewed")}
            {cell(row.passed, "passed")}
        </tr>
    }
}
