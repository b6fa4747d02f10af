//! The remediation plan.

use std::sync::Arc;

use leptos::prelude::*;
use plimsoll_view::message::Format;
use plimsoll_view::route::Route;
use plimsoll_view::view_model::PageModel;
use plimsoll_view::view_model::controls::gain;
use plimsoll_view::view_model::tasks::{Task, by_file};
use plimsoll_view::words::count;

use super::code::Prose;
use super::status::SeverityMark;
use crate::state::App;

/// Tasks shown before the reader asks for more.
const SHOWN: usize = 200;

/// One task for each failed control and place, by file.
#[component]
pub(crate) fn Tasks(page: Arc<PageModel>) -> impl IntoView {
    let app = App::here();
    let shown = RwSignal::new(SHOWN);
    let total = page.tasks.len();
    let safe = page.safe_changes;
    let page = StoredValue::new(page);
    let groups = Memo::new(move |_| {
        page.with_value(|page| {
            let files = by_file(&page.tasks, shown.get()).into_iter();
            files.map(<[Task]>::to_vec).collect::<Vec<_>>()
        })
    });
    let told = move || groups.read().iter().map(Vec::len).sum::<usize>();
    view! {
        <header class="lede">
            <h1>"Tasks"</h1>
            <p>{count(total, "place to mend", "places to mend")}", the most harmful first. Points are for the whole control."</p>
            <div class="actions">
                <button type="button" class="button primary" on:click=move |_| app.export(Format::Tasks)>"Download as Markdown"</button>
                {(safe > 0).then(|| view! {
                    <button type="button" class="button" on:click=move |_| app.export(Format::Patch)>
                        "Save all safe changes as a patch "<span class="count">{safe}</span>
                    </button>
                })}
            </div>
        </header>
        {(total == 0).then(|| view! { <p class="panel empty">"Nothing that was assessed fails."</p> })}
        {move || groups.get().into_iter().map(group).collect_view()}
        <Show when=move || { told() < total }>
            <p class="actions"><button type="button" class="button" on:click=move |_| shown.update(|shown| *shown += 1000)>{move || format!("Show more of {} further tasks", total - told())}</button></p>
        </Show>
    }
}

/// The tasks of one file.
fn group(tasks: Vec<Task>) -> AnyView {
    let number = tasks.len();
    let file = tasks.first().map(|task| task.group.clone());
    view! {
        <section class="panel">
            <header><h2 class="path">{file}</h2><span>{count(number, "task", "tasks")}</span></header>
            <ul class="tasks">
                {tasks
                    .into_iter()
                    .map(|task| view! {
                        <li>
                            <SeverityMark severity=task.severity />
                            <div>
                                <a href=Route::control(task.control).fragment()>{task.title}</a>
                                <small><Prose text=task.message /></small>
                                <small class="path">{task.place}{task.is_quality.then_some(" · build quality")}</small>
                            </div>
                            <b class="gain">{gain(task.points)}</b>
                        </li>
                    }.into_any())
                    .collect_view()}
            </ul>
        </section>
    }
    .into_any()
}
