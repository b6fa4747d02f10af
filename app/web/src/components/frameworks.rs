//! The published lists.

use std::sync::Arc;

use leptos::prelude::*;
use plimsoll_view::route::Route;
use plimsoll_view::view_model::PageModel;
use plimsoll_view::view_model::frameworks::{FrameworkView, ItemView};
use plimsoll_view::words::Status;

use super::status::StatusTag;

/// Every list with every item; opened ones show what decides each.
#[component]
pub(crate) fn Frameworks(page: Arc<PageModel>) -> impl IntoView {
    view! {
        <header class="lede">
            <h1>"Frameworks"</h1>
            <p>"Every item is listed. One that nothing decides yet says so."</p>
        </header>
        {page.frameworks.clone().into_iter().map(|framework| view! { <Framework framework /> }).collect_view()}
    }
}

#[component]
fn Framework(framework: FrameworkView) -> impl IntoView {
    let total: usize = framework.counts.iter().sum();
    let counts = Status::ALL
        .into_iter()
        .zip(framework.counts)
        .filter(|(_, number)| *number > 0);
    let (open, set_open) = signal(false);
    let items = StoredValue::new(framework.items);
    let mut from = 0;
    let parts: Vec<(Status, usize, usize)> = counts
        .clone()
        .map(|(status, number)| {
            let width = number * 1000 / total.max(1);
            from += width;
            (status, from - width, width)
        })
        .collect();
    view! {
        <details class="panel framework" on:toggle=move |event| {
            use leptos::wasm_bindgen::JsCast;
            let details = event.target().and_then(|it| it.dyn_into::<leptos::web_sys::HtmlDetailsElement>().ok());
            set_open.set(details.is_some_and(|it| it.open()));
        }>
            <summary>
                <h2>{framework.title}{framework.edition.map(|edition| view! { " "<span class="hint">{edition}</span> })}</h2>
                <svg class="bar-chart" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
                    {parts.into_iter().map(|(status, x, width)| view! { <rect data-status=status.slug() x=x width=width height="10" /> }).collect_view()}
                </svg>
                <ul class="counts">
                    {counts.map(|(status, number)| view! { <li>{number}" "{status.title().to_lowercase()}</li> }).collect_view()}
                </ul>
            </summary>
            <p class="hint">{framework.source}</p>
            <Show when=move || open.get()>
                <ul class="items">
                    {items.with_value(|items| items.iter().cloned().map(|item| view! { <Item item /> }).collect_view())}
                </ul>
            </Show>
        </details>
    }
}

#[component]
fn Item(item: ItemView) -> impl IntoView {
    let decides = if item.controls.is_empty() {
        let by = if item.decided_by.is_empty() {
            "a person's answer".to_owned()
        } else {
            item.decided_by
        };
        view! { <p class="hint">{format!("No control decides it yet. It would take: {by}.")}</p> }
            .into_any()
    } else {
        view! {
            <ul class="plain">
                {item.controls.into_iter().map(|(id, title, status)| view! {
                    <li><StatusTag status /><a href=Route::control(id).fragment()>{title}</a></li>
                }).collect_view()}
            </ul>
        }
        .into_any()
    };
    view! {
        <li class="item">
            <details>
                <summary>
                    <code>{item.id}</code>
                    <span>{item.title}<small>{item.about}</small></span>
                    <StatusTag status=item.status />
                </summary>
                {item.note.map(|note| view! { <p class="hint">{note}</p> })}
                {decides}
            </details>
        </li>
    }
}
