//! What to mend first.

use leptos::prelude::*;
use plimsoll_view::route::Route;
use plimsoll_view::view_model::controls::gain;
use plimsoll_view::view_model::overview::{Fix, Overview};
use plimsoll_view::what_if::score_after;

/// The fixes that bring most; ticked ones show what they bring together.
#[component]
pub(crate) fn Fixes(overview: Overview) -> impl IntoView {
    let ticked = RwSignal::new(Vec::<usize>::new());
    let fixes = StoredValue::new(overview.fixes.clone());
    let sums = overview.strict.sums;
    let before = overview.strict.s.clone().unwrap_or_default();
    let outcome = move || {
        let ticked = ticked.read();
        if ticked.is_empty() {
            return "Tick fixes to see what they bring together.".to_owned();
        }
        let chosen: Vec<Fix> = fixes.with_value(|fixes| {
            ticked
                .iter()
                .filter_map(|at| fixes.get(*at).cloned())
                .collect()
        });
        let after = score_after(sums, &chosen).unwrap_or_default();
        format!("With these, the score goes from {before} to {after}.")
    };
    let toggle = Callback::new(move |at: usize| {
        ticked.update(|ticked| match ticked.iter().position(|it| *it == at) {
            Some(position) => {
                ticked.remove(position);
            }
            None => ticked.push(at),
        });
    });
    view! {
        <section class="panel fixes" aria-labelledby="fixes-title">
            <header><h2 id="fixes-title">"Best next fixes"</h2><a href="#tasks">"All tasks"</a></header>
            {if overview.fixes.is_empty() {
                view! { <p class="empty">"Nothing that was assessed fails."</p> }.into_any()
            } else {
                view! {
                    <ul>
                        {overview.fixes.into_iter().enumerate().map(|(at, fix)| row(at, fix, toggle)).collect_view()}
                    </ul>
                    <p class="outcome"><output>{outcome}</output></p>
                }.into_any()
            }}
        </section>
    }
}

/// One fix with its exact points.
fn row(at: usize, fix: Fix, toggle: Callback<usize>) -> AnyView {
    view! {
        <li class="fix">
            <input
                type="checkbox"
                aria-label=format!("Count in: {}", fix.title)
                on:change=move |_| toggle.run(at)
            />
            <div>
                <a href=Route::control(&fix.control).fragment()>{fix.title.clone()}</a>
                <small>{fix.note}</small>
            </div>
            <b class="gain">{gain(fix.points)}</b>
        </li>
    }
    .into_any()
}
