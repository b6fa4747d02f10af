//! What was not assessed.

use leptos::prelude::*;
use plimsoll_view::route::Route;
use plimsoll_view::view_model::overview::Missing;

use crate::components::code::Prose;

/// What would settle the open controls, most coverage first.
#[component]
pub(crate) fn MissingList(missing: Vec<Missing>) -> impl IntoView {
    view! {
        <section class="panel missing" aria-labelledby="missing-title">
            <header>
                <h2 id="missing-title">"What would show more"</h2>
                <a href=Route::controls("status:not-reviewed").fragment()>"All that is open"</a>
            </header>
            {if missing.is_empty() {
                view! { <p class="empty">"Everything in scope was assessed."</p> }.into_any()
            } else {
                // What brings less stays folded until the box is ticked: the style sheet's work.
                view! {
                    <ul>{missing.into_iter().map(row).collect::<Vec<_>>()}</ul>
                    <label class="more"><input type="checkbox" />"Also what brings less"</label>
                }.into_any()
            }}
        </section>
    }
}

fn row(it: Missing) -> AnyView {
    view! {
        <li>
            <details>
                <summary>
                    <span><Prose text=it.need /><small>{it.note}</small></span>
                    <b>{format!("+{}.{} % coverage", it.coverage / 10, it.coverage % 10)}</b>
                </summary>
                <ul>
                    {it
                        .controls
                        .into_iter()
                        .map(|(id, title)| view! { <li><a href=Route::control(id).fragment()>{title}</a></li> }.into_any())
                        .collect_view()}
                </ul>
                {it.is_answerable.then(|| view! { <p class="hint">"Where no file can show it, open the control and answer it yourself."</p> })}
            </details>
        </li>
    }
    .into_any()
}
