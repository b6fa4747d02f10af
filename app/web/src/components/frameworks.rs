//! The published lists.

use std::sync::Arc;

use leptos::prelude::*;
use plimsoll_view::route::Route;
use plimsoll_view::view_model::PageModel;
use plimsoll_view::view_model::frameworks::{FrameworkView, ItemView};
use plimsoll_view::words::Status;

use super::folded::folded;
use super::gradual::{ROWS, gradually};
use super::status::StatusTag;

/// Every list with every item; opened ones show what decides each.
#[component]
pub(crate) fn Frameworks(page: Arc<PageModel>) -> impl IntoView {
    view! {
        <header class="lede">
            <h1>"Frameworks"</h1>
            <p>"Every item is listed. One that nothing decides yet says so."</p>
        </header>
        {page.frameworks.iter().cloned().map(framework).collect_view()}
    }
}

/// One list, folded.
fn framework(framework: FrameworkView) -> AnyView {
    // The newest edition stands first.
    let (chosen, choose) = signal(0_usize);
    let title = framework.title.clone();
    let source = framework.source.clone();
    let names: Vec<String> = framework
        .editions
        .iter()
        .filter_map(|edition| edition.name.clone())
        .collect();
    let label = format!("Edition of the {title}");
    let framework = StoredValue::new(framework);
    let counts = move || {
        framework.with_value(|it| {
            let edition = it.editions.get(chosen.get());
            edition.map_or([0; 5], |edition| edition.counts)
        })
    };
    let edition = move || framework.with_value(|it| it.editions.get(chosen.get())?.name.clone());
    let items = move || {
        let chosen = chosen.get();
        let number = |it: &FrameworkView| it.editions.get(chosen).map_or(0, |it| it.items.len());
        let number = framework.with_value(number);
        let draw = move |at: usize| {
            let of_it = |it: &FrameworkView| {
                let (number, item) = it.editions.get(chosen)?.items.get(at)?;
                Some((number.clone(), it.items.get(*item)?.clone()))
            };
            let found = framework.with_value(of_it);
            found
                .map(|(number, item)| view! { <Item number item /> })
                .into_any()
        };
        gradually(ROWS, number, Arc::new(draw))
    };
    let inside = move || {
        let choice = |(at, name): (usize, &String)| {
            view! { <option value=at.to_string() selected=move || chosen.get() == at>{name.clone()}</option> }
        };
        view! {
            {(names.len() > 1).then(|| view! {
                <p class="edition">
                    <label>"Edition "<select aria-label=label.clone() on:change=move |event| {
                        choose.set(event_target_value(&event).parse().unwrap_or_default());
                    }>
                        {names.iter().enumerate().map(choice).collect_view()}
                    </select></label>
                </p>
            })}
            <p class="hint">{source.clone()}</p>
            <ul class="items">{items}</ul>
        }
        .into_any()
    };
    let summary = view! {
        <summary>
            <h2>{title}{move || edition().map(|edition| view! { " "<span class="hint">{edition}</span> })}</h2>
            {move || view! { <Counts counts=counts() /> }}
        </summary>
    };
    folded(
        "panel framework",
        false,
        summary.into_any(),
        Box::new(inside),
    )
}

/// How many items have each status, as a bar and in words.
#[component]
fn Counts(counts: [usize; 5]) -> impl IntoView {
    let total: usize = counts.iter().sum();
    let counts = Status::ALL
        .into_iter()
        .zip(counts)
        .filter(|(_, number)| *number > 0);
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
        <svg class="bar-chart" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
            {parts.into_iter().map(|(status, x, width)| view! { <rect data-status=status.slug() x=x width=width height="10" /> }).collect_view()}
        </svg>
        <ul class="counts">
            {counts.map(|(status, number)| view! { <li>{number}" "{status.title().to_lowercase()}</li> }).collect_view()}
        </ul>
    }
}

#[component]
fn Item(number: String, item: ItemView) -> impl IntoView {
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
                    <code>{number}</code>
                    <span>{item.title}<small>{item.about}</small></span>
                    <StatusTag status=item.status />
                </summary>
                {item.note.map(|note| view! { <p class="hint">{note}</p> })}
                {decides}
            </details>
        </li>
    }
}
