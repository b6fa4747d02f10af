//! The query over the controls.

use leptos::prelude::*;
use plimsoll_view::query::{FIELDS, Query, has, toggled};
use plimsoll_view::route::Grouping;

use crate::state::App;

/// Terms worth a button of their own.
const CHIPS: [(&str, &str); 6] = [
    ("status:failed", "Failed"),
    ("status:not-reviewed", "Not reviewed"),
    ("status:accepted", "Accepted"),
    ("severity:>=high", "High and critical"),
    ("category:security", "Security"),
    ("category:quality", "Build quality"),
];

/// A field, buttons for the usual terms, the grouping, and how many controls are left.
#[component]
pub(crate) fn QueryBar(count: Signal<String>) -> impl IntoView {
    let app = App::here();
    let query = move || app.route.read().query.clone();
    let problems = move || Query::parse(&app.route.read().query).problems.join(". ");
    view! {
        <div class="query" role="search">
            <label class="query-field">
                <span class="unseen">"Query"</span>
                <input
                    type="search"
                    placeholder="status:failed severity:>=high file:compose socket"
                    spellcheck="false"
                    autocomplete="off"
                    aria-describedby="query-problems"
                    prop:value=query
                    on:input=move |event| {
                        let text = event_target_value(&event);
                        app.adjust(|route| route.query = text);
                    }
                />
            </label>
            <label class="grouping">
                "Group by"
                <select on:change=move |event| {
                    let grouping = Grouping::from_slug(&event_target_value(&event)).unwrap_or_default();
                    app.adjust(|route| route.grouping = grouping);
                }>
                    {Grouping::ALL
                        .into_iter()
                        .map(|it| view! {
                            <option value=it.slug() selected=move || app.route.read().grouping == it>{it.title()}</option>
                        })
                        .collect_view()}
                </select>
            </label>
            <output class="chip" aria-live="polite">{count}</output>
            <div class="chips">
                {CHIPS.into_iter().map(|(term, title)| view! { <TermChip term title /> }).collect_view()}
                <details class="fields">
                    <summary>"Fields"</summary>
                    <p>
                        {FIELDS.into_iter().map(|(_, example)| view! { <code>{example}</code>" " }).collect_view()}
                        "Commas are alternatives, - in front denies, and any other word is looked for in the text."
                    </p>
                </details>
            </div>
            <p id="query-problems" class="problem" aria-live="polite">{problems}</p>
        </div>
    }
}

/// A button that switches one term.
#[component]
fn TermChip(term: &'static str, title: &'static str) -> impl IntoView {
    let app = App::here();
    let on = move || has(&app.route.read().query, term);
    view! {
        <button
            type="button"
            class="chip"
            aria-pressed=move || on().to_string()
            on:click=move |_| app.adjust(|route| route.query = toggled(&route.query, term))
        >
            {title}
        </button>
    }
}
