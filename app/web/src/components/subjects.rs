//! What was found in the files.

use std::ops::Range;
use std::sync::Arc;

use leptos::prelude::*;
use plimsoll_view::route::Route;
use plimsoll_view::view_model::PageModel;
use plimsoll_view::view_model::subjects::{SubjectRow, Tie, Tree};

use super::folded::folded;
use super::gradual::{Draw, Limit, ROWS, growing, more};

/// Rows shown before the reader asks for more.
const SHOWN: usize = 100;

/// Rows that are shown then.
const MORE: usize = 400;

/// Hosts shown before the reader asks for more.
const HOSTS: usize = 50;

/// Hosts up to which all of them are open at first.
const FEW: usize = 3;

/// Subjects from which on they can be narrowed down by kind.
const MANY: usize = 8;

/// Images, services, networks and whatever else is judged, below the hosts they belong to, and
/// how they are tied to files and to each other.
#[component]
pub(crate) fn Subjects(page: Arc<PageModel>) -> impl IntoView {
    let hosts = RwSignal::new(HOSTS);
    let chosen = RwSignal::new(String::new());
    let kinds = page.kinds.clone();
    let is_many = page.subjects.len() >= MANY && kinds.len() > 1;
    let has_rows = !page.subjects.is_empty();
    let unjudged = page.unjudged.clone();
    let total = page.trees.len();
    let mut end = 0;
    let trees = page.trees.iter().map(|tree| {
        let start = end;
        end += tree.rows;
        (tree.clone(), start..end)
    });
    let trees: Vec<(Tree, Range<usize>)> = trees.collect();
    let page = StoredValue::new(page);
    let draw = move |at: usize| {
        let tree = trees.get(at).cloned();
        let (tree, rows) = tree.unwrap_or_default();
        let is_alone = total == 1 && tree.name.is_empty();
        let is_open = at == 0 || total <= FEW;
        one_tree(tree, rows, page, chosen, is_alone, is_open)
    };
    let listed = move || hosts.get().min(total);
    let chip = move |(kind, number): (String, usize)| {
        let (own, other) = (kind.clone(), kind.clone());
        let is_on = move || *chosen.read() == own;
        let press = move |_| {
            let next = if *chosen.read_untracked() == other {
                String::new()
            } else {
                other.clone()
            };
            chosen.set(next);
        };
        view! {
            <button type="button" class="chip" aria-pressed=move || is_on().to_string() on:click=press>
                {kind}<span class="count">{number}</span>
            </button>
        }
    };
    (has_rows || !unjudged.is_empty()).then(|| view! {
        <section class="panel" aria-labelledby="subjects-title">
            <header><h2 id="subjects-title">"Subjects"</h2><span>"what is judged, and how it is tied to files"</span></header>
            {is_many.then(|| view! { <div class="chips kinds" role="group" aria-label="Kinds">{kinds.into_iter().map(chip).collect_view()}</div> })}
            {growing(ROWS, Arc::new(listed), Arc::new(draw))}
            {more("hosts", hosts, HOSTS, Arc::new(move || total))}
            {(!unjudged.is_empty()).then(|| view! { <p class="unjudged hint">{unjudged}</p> })}
        </section>
    })
}

/// What belongs to one host, closed until the reader opens it; where no host is known at all, the
/// rows alone.
fn one_tree(
    tree: Tree,
    rows: Range<usize>,
    page: StoredValue<Arc<PageModel>>,
    chosen: RwSignal<String>,
    is_alone: bool,
    is_open: bool,
) -> AnyView {
    let Range { start, end } = rows;
    let table = move || table(start..end, page, chosen);
    if is_alone {
        return table();
    }
    let name = match &*tree.name {
        "" => "On no known host".to_owned(),
        name => name.to_owned(),
    };
    let summary = view! { <summary><b>{name}</b><span class="hint">{tree.note}</span></summary> };
    folded("tree", is_open, summary.into_any(), Box::new(table))
}

/// The subjects of one tree as a table: those at these positions, of the kind that is `chosen` or of
/// all.
fn table(
    rows: Range<usize>,
    page: StoredValue<Arc<PageModel>>,
    chosen: RwSignal<String>,
) -> AnyView {
    let shown = RwSignal::new(SHOWN);
    let row = move |at: usize| page.with_value(|page| page.subjects.get(at).cloned());
    let found = Memo::new(move |_| {
        let chosen = chosen.read();
        let is_wanted = |all: &[SubjectRow], at: usize| {
            chosen.is_empty() || all.get(at).is_some_and(|row| row.kind == *chosen)
        };
        let wanted = |page: &Arc<PageModel>| {
            let rows = rows.clone().filter(|at| is_wanted(&page.subjects, *at));
            rows.collect::<Vec<usize>>()
        };
        page.with_value(wanted)
    });
    let listed: Limit = Arc::new(move || shown.get().min(found.read().len()));
    let draw = move |at: usize| {
        let at = found.with_untracked(|found| found.get(at).copied());
        at.and_then(row).map(subject).into_any()
    };
    let draw: Draw = Arc::new(draw);
    let drawn = move || {
        // Another kind is another list.
        found.track();
        growing(ROWS, Arc::clone(&listed), Arc::clone(&draw))
    };
    view! {
        <div class="scroll" tabindex="0" role="group" aria-label="Subjects" class:flat=move || !chosen.read().is_empty()>
            <table class="subjects">
                <caption class="unseen">"Subjects"</caption>
                <thead><tr><th scope="col">"Subject"</th><th scope="col">"Kind"</th><th scope="col">"Failures"</th><th scope="col">"Read from"</th></tr></thead>
                <tbody>
                    {drawn}
                </tbody>
            </table>
        </div>
        {more("subjects", shown, MORE, Arc::new(move || found.read().len()))}
    }
    .into_any()
}

fn subject(row: SubjectRow) -> AnyView {
    let failures = match row.failed {
        0 if !row.is_judged => "not judged".to_owned(),
        0 => "nothing fails".to_owned(),
        failed => failed.to_string(),
    };
    // Where the table's head is not shown, the number says itself what it counts.
    let word = match row.failed {
        0 => "",
        1 => " failure",
        _ => " failures",
    };
    let change = (row.mendable > 0).then(|| format!(" · {} with a change", row.mendable));
    let ties = row.ties.into_iter().map(tie).collect_view();
    let ties = if row.tied_to.is_empty() {
        ties.into_any()
    } else {
        view! { <details class="ties"><summary>{row.tied_to}</summary>{ties}</details> }.into_any()
    };
    view! {
        <tr data-depth=row.depth>
            <th scope="row"><a href=Route::subject(row.id).fragment()>{row.name}</a></th>
            <td>{row.kind}</td>
            <td class="failures-count">{failures}<span class="unseen">{word}</span>{change}</td>
            <td>
                {row.artifacts.into_iter().map(|file| view! { <code class="path">{file}</code>" " }).collect_view()}
                {ties}
            </td>
        </tr>
    }
    .into_any()
}

/// What it is tied to, and what shows that.
fn tie(it: Tie) -> AnyView {
    let to = it
        .to
        .map(|(id, name)| view! { <a href=Route::subject(id).fragment()>{name}</a>": " });
    view! { <small class="tie">{to}{it.reason}</small> }.into_any()
}
