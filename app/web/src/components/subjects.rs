//! What was found in the files.

use leptos::prelude::*;
use plimsoll_view::view_model::artifacts::SubjectRow;

/// Rows shown before the reader asks for more.
const SHOWN: usize = 100;

/// Images, services, containers and hosts, and how they are tied to files.
#[component]
pub(crate) fn Subjects(subjects: Vec<SubjectRow>) -> impl IntoView {
    let shown = RwSignal::new(SHOWN);
    let total = subjects.len();
    let subjects = StoredValue::new(subjects);
    view! {
        <section class="panel" aria-labelledby="subjects-title">
            <header><h2 id="subjects-title">"Subjects"</h2><span>"what is judged, and how it is tied to files"</span></header>
            <div class="scroll" tabindex="0" role="group" aria-label="Subjects">
                <table class="subjects">
                    <caption class="unseen">"Subjects"</caption>
                    <thead><tr><th scope="col">"Subject"</th><th scope="col">"Kind"</th><th scope="col">"Read from"</th></tr></thead>
                    <tbody>
                        {move || subjects.with_value(|all| {
                            all.iter().take(shown.get()).cloned().map(|row| view! { <Subject row /> }).collect_view()
                        })}
                    </tbody>
                </table>
            </div>
            <Show when=move || { shown.get() < total }>
                <p class="actions"><button type="button" class="button" on:click=move |_| shown.update(|shown| *shown += 1000)>"Show more subjects"</button></p>
            </Show>
        </section>
    }
}

#[component]
fn Subject(row: SubjectRow) -> impl IntoView {
    view! {
        <tr>
            <th scope="row">{row.name}</th>
            <td>{row.kind}</td>
            <td>
                {row.artifacts.into_iter().map(|file| view! { <code class="path">{file}</code>" " }).collect_view()}
                {row.ties.into_iter().map(|tie| view! { <small class="tie">{tie}</small> }).collect_view()}
            </td>
        </tr>
    }
}
