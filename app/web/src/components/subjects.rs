//! What was found in the files.

use leptos::prelude::*;
use plimsoll_view::route::Route;
use plimsoll_view::view_model::subjects::SubjectRow;

/// Rows shown before the reader asks for more.
const SHOWN: usize = 100;

/// Subjects from which on they can be narrowed down by kind.
const MANY: usize = 8;

/// Images, services, networks and whatever else is judged, and how they are tied to files.
#[component]
pub(crate) fn Subjects(
    subjects: Vec<SubjectRow>,
    /// What was found besides, as a sentence.
    unjudged: String,
) -> impl IntoView {
    let shown = RwSignal::new(SHOWN);
    let chosen = RwSignal::new(String::new());
    let kinds = kinds(&subjects);
    let is_many = subjects.len() >= MANY && kinds.len() > 1;
    let has_rows = !subjects.is_empty();
    let subjects = StoredValue::new(subjects);
    let rows = Memo::new(move |_| {
        let chosen = chosen.read();
        let is_wanted = |row: &&SubjectRow| chosen.is_empty() || row.kind == *chosen;
        subjects.with_value(|all| all.iter().filter(is_wanted).cloned().collect::<Vec<_>>())
    });
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
            {has_rows.then(|| view! {
                <div class="scroll" tabindex="0" role="group" aria-label="Subjects">
                    <table class="subjects">
                        <caption class="unseen">"Subjects"</caption>
                        <thead><tr><th scope="col">"Subject"</th><th scope="col">"Kind"</th><th scope="col">"Failures"</th><th scope="col">"Read from"</th></tr></thead>
                        <tbody>
                            {move || rows.get().into_iter().take(shown.get()).map(|row| view! { <Subject row /> }).collect_view()}
                        </tbody>
                    </table>
                </div>
            })}
            <Show when=move || { shown.get() < rows.read().len() }>
                <p class="actions"><button type="button" class="button" on:click=move |_| shown.update(|shown| *shown += 1000)>"Show more subjects"</button></p>
            </Show>
            {(!unjudged.is_empty()).then(|| view! { <p class="unjudged hint">{unjudged}</p> })}
        </section>
    })
}

#[component]
fn Subject(row: SubjectRow) -> impl IntoView {
    let failures = match row.failed {
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
    view! {
        <tr>
            <th scope="row"><a href=Route::subject(row.id).fragment()>{row.name}</a></th>
            <td>{row.kind}</td>
            <td class="failures-count">{failures}<span class="unseen">{word}</span>{change}</td>
            <td>
                {row.artifacts.into_iter().map(|file| view! { <code class="path">{file}</code>" " }).collect_view()}
                {row.ties.into_iter().map(|tie| view! { <small class="tie">{tie}</small> }).collect_view()}
            </td>
        </tr>
    }
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
