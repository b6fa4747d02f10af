//! What was found in the files.

use leptos::html::Details;
use leptos::prelude::*;
use plimsoll_view::route::Route;
use plimsoll_view::view_model::subjects::{SubjectRow, Tie, Tree};

/// Rows shown before the reader asks for more.
const SHOWN: usize = 100;

/// Hosts shown before the reader asks for more.
const HOSTS: usize = 50;

/// Hosts up to which all of them are open at first.
const FEW: usize = 3;

/// Subjects from which on they can be narrowed down by kind.
const MANY: usize = 8;

/// Images, services, networks and whatever else is judged, below the hosts they belong to, and
/// how they are tied to files and to each other.
#[component]
pub(crate) fn Subjects(
    /// Every subject, tree by tree.
    subjects: Vec<SubjectRow>,
    /// What the rows belong to.
    trees: Vec<Tree>,
    /// What was found besides, as a sentence.
    unjudged: String,
) -> impl IntoView {
    let hosts = RwSignal::new(HOSTS);
    let chosen = RwSignal::new(String::new());
    let kinds = kinds(&subjects);
    let is_many = subjects.len() >= MANY && kinds.len() > 1;
    let has_rows = !subjects.is_empty();
    let all = StoredValue::new(subjects);
    let total = trees.len();
    let mut end = 0;
    let trees: Vec<(Tree, usize)> = trees
        .into_iter()
        .map(|tree| {
            let start = end;
            end += tree.rows;
            (tree, start)
        })
        .collect();
    let listed = move || {
        let shown = trees.iter().take(hosts.get()).enumerate();
        shown
            .map(|(at, (tree, start))| {
                let is_alone = total == 1 && tree.name.is_empty();
                let is_open = at == 0 || total <= FEW;
                one_tree(tree.clone(), *start, all, chosen, is_alone, is_open)
            })
            .collect_view()
    };
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
            {listed}
            <Show when=move || { hosts.get() < total }>
                <p class="actions"><button type="button" class="button" on:click=move |_| hosts.update(|hosts| *hosts += 500)>"Show more hosts"</button></p>
            </Show>
            {(!unjudged.is_empty()).then(|| view! { <p class="unjudged hint">{unjudged}</p> })}
        </section>
    })
}

/// What belongs to one host, closed until the reader opens it; where no host is known at all, the
/// rows alone.
fn one_tree(
    tree: Tree,
    start: usize,
    all: StoredValue<Vec<SubjectRow>>,
    chosen: RwSignal<String>,
    is_alone: bool,
    is_open: bool,
) -> AnyView {
    let rows = tree.rows;
    if is_alone {
        return table(start, rows, all, chosen);
    }
    let details = NodeRef::<Details>::new();
    let open = RwSignal::new(is_open);
    let toggled = move |_| open.set(details.get_untracked().is_some_and(|it| it.open()));
    let name = match &*tree.name {
        "" => "On no known host".to_owned(),
        name => name.to_owned(),
    };
    view! {
        <details class="tree" node_ref=details open=is_open on:toggle=toggled>
            <summary><b>{name}</b><span class="hint">{tree.note}</span></summary>
            {move || open.get().then(|| table(start, rows, all, chosen))}
        </details>
    }
    .into_any()
}

/// The subjects of one tree as a table: `rows` of them from `start` on, of the kind that is `chosen`
/// or of all.
fn table(
    start: usize,
    rows: usize,
    all: StoredValue<Vec<SubjectRow>>,
    chosen: RwSignal<String>,
) -> AnyView {
    let shown = RwSignal::new(SHOWN);
    let found = Memo::new(move |_| {
        let (chosen, most) = (chosen.read(), shown.get());
        let is_wanted = |row: &&SubjectRow| chosen.is_empty() || row.kind == *chosen;
        all.with_value(|all| {
            let wanted = all.iter().skip(start).take(rows).filter(is_wanted);
            let total = wanted.clone().count();
            (wanted.take(most).cloned().collect::<Vec<_>>(), total)
        })
    });
    view! {
        <div class="scroll" tabindex="0" role="group" aria-label="Subjects" class:flat=move || !chosen.read().is_empty()>
            <table class="subjects">
                <caption class="unseen">"Subjects"</caption>
                <thead><tr><th scope="col">"Subject"</th><th scope="col">"Kind"</th><th scope="col">"Failures"</th><th scope="col">"Read from"</th></tr></thead>
                <tbody>
                    {move || found.get().0.into_iter().map(subject).collect_view()}
                </tbody>
            </table>
        </div>
        <Show when=move || { shown.get() < found.read().1 }>
            <p class="actions"><button type="button" class="button" on:click=move |_| shown.update(|shown| *shown += 1000)>"Show more subjects"</button></p>
        </Show>
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

/// Each kind with how many there are, in the order they first appear.
fn kinds(subjects: &[SubjectRow]) -> Vec<(String, usize)> {
    let mut kinds: Vec<(String, usize)> = Vec::new();
    for row in subjects {
        match kinds.iter_mut().find(|(kind, _)| *kind == row.kind) {
            Some((_, number)) => *number += 1,
            None => kinds.push((row.kind.clone(), 1)),
        }
    }
    kinds
}
