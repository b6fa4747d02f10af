//! The remediation plan.

use std::ops::Range;
use std::sync::Arc;

use leptos::prelude::*;
use plimsoll_view::message::Format;
use plimsoll_view::route::Route;
use plimsoll_view::view_model::PageModel;
use plimsoll_view::view_model::controls::gain;
use plimsoll_view::view_model::tasks::{Task, by_file, told, whole};
use plimsoll_view::words::count;

use super::code::Prose;
use super::gradual::{ROWS, growing, more};
use super::status::SeverityMark;
use crate::state::App;

/// Tasks shown before the reader asks for more.
const SHOWN: usize = 200;
/// Tasks that are shown then.
const MORE: usize = 400;
/// Files drawn in one go.
const FILES: usize = 2;

/// One task for each failed control and place, by file.
#[component]
pub(crate) fn Tasks(page: Arc<PageModel>) -> impl IntoView {
    let app = App::here();
    let shown = RwSignal::new(SHOWN);
    let total = page.tasks.len();
    let safe = page.safe_changes;
    let files: Arc<[Range<usize>]> = by_file(&page.tasks).into();
    let page = StoredValue::new(page);
    let (counted, all) = (Arc::clone(&files), whole(&files));
    let files_told = move || counted.partition_point(|file| file.start < shown.get());
    let draw = move |at| {
        let file = files.get(at).cloned();
        group(page, &file.unwrap_or_default(), shown)
    };
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
        {growing(FILES, Arc::new(files_told), Arc::new(draw))}
        {more("tasks", shown, MORE, Arc::new(move || all))}
    }
}

/// The tasks of one file.
fn group(
    page: StoredValue<Arc<PageModel>>,
    file: &Range<usize>,
    shown: RwSignal<usize>,
) -> AnyView {
    let (start, number) = (file.start, file.len());
    let task = move |at: usize| page.with_value(|page| page.tasks.get(start + at).cloned());
    let name = task(0).map(|task| task.group);
    let place = file.clone();
    let told = move || told(&place, shown.get());
    let draw = move |at| task(at).map(row).into_any();
    view! {
        <section class="panel">
            <header><h2 class="path">{name}</h2><span>{count(number, "task", "tasks")}</span></header>
            <ul class="tasks">{growing(ROWS, Arc::new(told), Arc::new(draw))}</ul>
        </section>
    }
    .into_any()
}

fn row(task: Task) -> AnyView {
    view! {
        <li>
            <SeverityMark severity=task.severity />
            <div>
                <a href=Route::control(task.control).fragment()>{task.title}</a>
                <small><Prose text=task.message /></small>
                <small class="path">{task.place}{task.is_quality.then_some(" · build quality")}</small>
            </div>
            <b class="gain">{gain(task.points)}</b>
        </li>
    }
    .into_any()
}
