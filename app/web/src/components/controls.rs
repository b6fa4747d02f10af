//! Every control.

mod change;
mod detail;
mod finding;
mod query_bar;
mod row;

use std::sync::Arc;

use leptos::html::Details;
use leptos::prelude::*;
use plimsoll_view::query::Query;
use plimsoll_view::view_model::PageModel;
use plimsoll_view::view_model::groups::{ASIDE, Group, divided};

use query_bar::QueryBar;
use row::row;

use super::gradual::{ROWS, gradually};
use crate::browser;
use crate::state::App;
use crate::watch::{claim, effect};

/// The query and the list it leaves.
#[component]
pub(crate) fn Controls(page: Arc<PageModel>) -> impl IntoView {
    let app = App::here();
    let query = Memo::new(move |_| app.route.read().query.clone());
    let grouping = Memo::new(move |_| app.route.read().grouping);
    let total = page.controls.rows.len();
    let page = StoredValue::new(page);
    let list = Memo::new(move |_| {
        let query = Query::parse(&query.read());
        page.with_value(|page| divided(&page.controls, &query, grouping.get()))
    });
    let aside = Memo::new(move |_| {
        let list = list.read();
        (list.aside.clone(), list.groups.is_empty())
    });
    view! {
        <header class="lede"><h1>"Controls"</h1><p>"What must hold, what does, and where it does not"</p></header>
        <section class="panel list" aria-label="Controls" on:keydown=move |event| {
            if browser::step_through(".list .row > details > summary", &event.key()) {
                event.prevent_default();
            }
        }>
            <QueryBar count=Signal::derive(move || format!("{} of {total}", list.read().len())) />
            {move || {
                let groups = list.read().groups.clone();
                let number = groups.len();
                let draw = move |at: usize| {
                    let group = groups.get(at).cloned();
                    group.map(|group| view! { <GroupList page group /> }).into_any()
                };
                gradually(1, number, Arc::new(draw))
            }}
            {move || {
                let (rows, alone) = aside.get();
                (!rows.is_empty()).then(|| view! { <Aside page rows alone /> })
            }}
            <Show when=move || list.read().is_empty()>
                <p class="empty">"No control matches. Take a term out of the query."</p>
            </Show>
        </section>
    }
}

/// A heading and its rows.
#[component]
fn GroupList(page: StoredValue<Arc<PageModel>>, group: Group) -> impl IntoView {
    view! {
        <h2 class="group-title">{group.title}<span class="count">{group.rows.len()}</span></h2>
        <Rows page rows=group.rows />
    }
}

/// What does not apply, folded unless nothing else is left or one of it is open.
#[component]
fn Aside(page: StoredValue<Arc<PageModel>>, rows: Vec<usize>, alone: bool) -> impl IntoView {
    let app = App::here();
    let number = rows.len();
    let rows = StoredValue::new(rows);
    let holds_open = claim(move || {
        let route = app.route.read();
        page.with_value(|page| {
            let of = |at: &usize| page.controls.rows.get(*at);
            rows.with_value(|rows| rows.iter().filter_map(of).any(|row| row.id == route.open))
        })
    });
    let open = RwSignal::new(alone || holds_open.get_untracked());
    effect(move || {
        // The address may lead to one of these while they are folded.
        if holds_open.get() {
            open.set(true);
        }
    });
    let details = NodeRef::<Details>::new();
    let toggled = move |_| {
        if let Some(details) = details.get_untracked() {
            open.set(details.open());
        }
    };
    view! {
        <details class="aside" node_ref=details prop:open=open on:toggle=toggled>
            <summary class="group-title">
                <h2>{ASIDE}</h2>
                <span class="count">{number}</span>
                <span class="hint">"nothing given is concerned, or switched off; these weigh nothing"</span>
            </summary>
            <Show when=move || open.get()>
                <Rows page rows=rows.get_value() />
            </Show>
        </details>
    }
}

/// Rows by their positions. The style sheet leaves those far from the screen unpainted.
#[component]
fn Rows(page: StoredValue<Arc<PageModel>>, rows: Vec<usize>) -> impl IntoView {
    let app = App::here();
    // Most changes of the address leave the open control as it is: the rows hear of the others.
    let open = app.open_now();
    let number = rows.len();
    let draw = move |at: usize| {
        let control = rows
            .get(at)
            .and_then(|at| page.with_value(|page| page.controls.rows.get(*at).cloned()));
        control.map(|control| row(control, open)).into_any()
    };
    view! { <ul class="rows">{gradually(ROWS, number, Arc::new(draw))}</ul> }
}
