//! Every control.

mod change;
mod chunk;
mod detail;
mod finding;
mod query_bar;
mod row;

use std::sync::Arc;

use leptos::prelude::*;
use plimsoll_view::query::Query;
use plimsoll_view::route::Grouping;
use plimsoll_view::view_model::PageModel;
use plimsoll_view::view_model::controls::ControlRow;
use plimsoll_view::words::{Severity, Status};

use chunk::Chunk;
use query_bar::QueryBar;

use crate::state::App;

/// Rows drawn or left out together.
const CHUNK: usize = 40;

/// A group of rows by their positions in the list.
#[derive(Clone, Debug, PartialEq)]
struct Group {
    title: String,
    rows: Vec<usize>,
}

/// The query and the list it leaves.
#[component]
pub(crate) fn Controls(page: Arc<PageModel>) -> impl IntoView {
    let app = App::here();
    let query = Memo::new(move |_| app.route.read().query.clone());
    let grouping = Memo::new(move |_| app.route.read().grouping);
    let total = page.controls.rows.len();
    let groups = {
        let page = Arc::clone(&page);
        Memo::new(move |_| {
            let query = Query::parse(&query.read());
            let list = &page.controls;
            let kept = list
                .rows
                .iter()
                .enumerate()
                .filter(|(_, row)| query.matches(row, list));
            grouped(kept, grouping.get(), &list.sections)
        })
    };
    let shown = move || {
        groups
            .read()
            .iter()
            .map(|group| group.rows.len())
            .sum::<usize>()
    };
    view! {
        <header class="lede"><h1>"Controls"</h1><p>"What must hold, what does, and where it does not"</p></header>
        <section class="panel list" aria-label="Controls">
            <QueryBar count=Signal::derive(move || format!("{} of {total}", shown())) />
            {move || {
                groups
                    .get()
                    .into_iter()
                    .map(|group| view! { <GroupList page=Arc::clone(&page) group /> })
                    .collect_view()
            }}
            <Show when=move || shown() == 0>
                <p class="empty">"No control matches. Take a term out of the query."</p>
            </Show>
        </section>
    }
}

/// A heading and its rows.
#[component]
fn GroupList(page: Arc<PageModel>, group: Group) -> impl IntoView {
    let many = group.rows.len() > CHUNK;
    let number = group.rows.len();
    let chunks: Vec<Vec<usize>> = group.rows.chunks(CHUNK).map(<[usize]>::to_vec).collect();
    view! {
        <h2 class="group-title">{group.title}<span class="count">{number}</span></h2>
        {chunks
            .into_iter()
            .map(|rows| view! { <Chunk page=Arc::clone(&page) rows windowed=many /> })
            .collect_view()}
    }
}

fn grouped<'a>(
    rows: impl Iterator<Item = (usize, &'a ControlRow)>,
    grouping: Grouping,
    sections: &[(String, String)],
) -> Vec<Group> {
    let titles: Vec<(&str, &str)> = match grouping {
        Grouping::Severity => Severity::ALL
            .iter()
            .map(|it| (it.slug(), it.title()))
            .collect(),
        Grouping::Status => Status::ALL
            .iter()
            .map(|it| (it.slug(), it.title()))
            .collect(),
        Grouping::Section => sections
            .iter()
            .map(|(slug, title)| (&**slug, &**title))
            .collect(),
    };
    let mut groups: Vec<Group> = titles
        .iter()
        .map(|(_, title)| Group {
            title: (*title).to_owned(),
            rows: Vec::new(),
        })
        .collect();
    for (at, row) in rows {
        let slug = match grouping {
            Grouping::Severity => row.severity.slug(),
            Grouping::Status => row.accepted.slug(),
            Grouping::Section => &row.section,
        };
        let group = titles.iter().position(|(title, _)| *title == slug);
        if let Some(group) = group.and_then(|group| groups.get_mut(group)) {
            group.rows.push(at);
        }
    }
    groups.retain(|group| !group.rows.is_empty());
    groups
}
