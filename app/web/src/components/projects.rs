//! Which compose files are merged, in which order.

use std::sync::Arc;

use leptos::prelude::*;
use plimsoll_view::arrange::Change;
use plimsoll_view::view_model::PageModel;
use plimsoll_view::view_model::projects::{Gap, ProjectRow};

use super::gradual::{growing, more};
use crate::state::App;
use crate::watch::effect;

/// Rows shown before the reader asks for more.
const SHOWN: usize = 20;
/// Rows that are shown then.
const MORE: usize = 100;
/// Rows drawn in one go.
const AT_ONCE: usize = 5;

/// Every compose project with its files, which may be put in another order.
#[component]
pub(crate) fn Projects(page: Arc<PageModel>) -> impl IntoView {
    let app = App::here();
    let shown = RwSignal::new(SHOWN);
    // Rows keep their position among all projects, by which they are arranged.
    let listed = page.projects.iter().enumerate();
    let listed = listed.filter(|(_, row)| !row.is_command);
    let listed: Vec<usize> = listed.map(|(at, _)| at).collect();
    let total = listed.len();
    let draw = move |at: usize| {
        let at = listed.get(at).copied().unwrap_or_default();
        let row = page.projects.get(at).cloned();
        row.map(|row| view! { <Project at row /> }).into_any()
    };
    effect(move || app.restore_focus());
    (total > 0).then(|| view! {
        <section class="panel" aria-labelledby="projects-title">
            <header><h2 id="projects-title">"Compose projects"</h2><span>"which files are merged, a later one over those before it"</span></header>
            <ul class="projects">
                {growing(AT_ONCE, Arc::new(move || shown.get().min(total)), Arc::new(draw))}
            </ul>
            {more("projects", shown, MORE, Arc::new(move || total))}
        </section>
    })
}

/// One project: its files, who brings it up, and what could not be seen of it.
#[component]
fn Project(at: usize, row: ProjectRow) -> impl IntoView {
    let app = App::here();
    let folder = row.folder.clone();
    let arranged = {
        let folder = folder.clone();
        move || app.projects.read().iter().any(|it| it.folder() == folder)
    };
    view! {
        <li class="project">
            <div class="project-head">
                <div class="artifact-head">
                    <b class="path">{row.name.clone()}</b>
                    <span class="tag">{if row.deployer == "stack" { "Stack" } else { "Compose" }}</span>
                </div>
                <div class="project-choices">
                    <Adding at row=row.clone() />
                    <BroughtUp at row=row.clone() />
                    <Show when=arranged>
                        {
                            let folder = folder.clone();
                            view! { <button type="button" class="button" on:click=move |_| app.forget_arrangement(&folder)>"Put together by name again"</button> }
                        }
                    </Show>
                </div>
            </div>
            <Files at row=row.clone() />
            {(!row.env_files.is_empty()).then(|| view! { <Names it=Gap { what: "Values from".to_owned(), names: row.env_files.clone() } /> })}
            {row.gaps.into_iter().map(|it| view! { <Names it /> }).collect_view()}
            {(!row.undecided.is_empty()).then(|| view! { <p class="gap">{row.undecided}</p> })}
        </li>
    }
}

/// The files in order, each with what can be done to its place; one alone is the project's name.
#[component]
fn Files(at: usize, row: ProjectRow) -> impl IntoView {
    let files = row.entry.files.clone();
    let has_order = files.len() > 1 || files.first() != Some(&row.name);
    let has_places = files.len() > 1;
    let file = |(place, file): (usize, String)| {
        let buttons = has_places.then(|| view! { <Places at place row=row.clone() /> });
        view! { <li><code class="path">{file}</code>{buttons}</li> }
    };
    has_order.then(|| {
        view! { <ol class="project-files">{files.into_iter().enumerate().map(file).collect_view()}</ol> }
    })
}

/// Buttons that move one of several files.
#[component]
fn Places(at: usize, place: usize, row: ProjectRow) -> impl IntoView {
    let app = App::here();
    let last = row.entry.files.len().saturating_sub(1);
    let file = row.entry.files.get(place).cloned().unwrap_or_default();
    let name = short(&file).to_owned();
    // The keyboard stays on the file that moves, on a button that still does something.
    let id = move |way: &str| place_id(&row, place, way);
    let (up, down) = (id("up"), id("down"));
    let after_up = if place <= 1 { &down } else { &up }.clone();
    let after_down = if place + 1 >= last { &up } else { &down }.clone();
    let move_up = move |_| app.arrange(at, &Change::Up(place), Some(after_up.clone()));
    let move_down = move |_| app.arrange(at, &Change::Down(place), Some(after_down.clone()));
    let take_out = move |_| app.arrange(at, &Change::TakeOut(place), None);
    view! {
        <span class="places">
            <button type="button" class="button round" id=up disabled=place == 0 aria-label=format!("Move {name} up") on:click=move_up>"↑"</button>
            <button type="button" class="button round" id=down disabled=place == last aria-label=format!("Move {name} down") on:click=move_down>"↓"</button>
            <button type="button" class="button" aria-label=format!("Take {name} out of this project") on:click=take_out>"Take out"</button>
        </span>
    }
}

/// A choice of further files; nothing where there are none.
#[component]
fn Adding(at: usize, row: ProjectRow) -> impl IntoView {
    let app = App::here();
    let add = move |event| {
        let file = event_target_value(&event);
        if !file.is_empty() {
            app.arrange(at, &Change::Add(file), None);
        }
    };
    let option =
        |file: String| view! { <option value=file.clone()>{short(&file).to_owned()}</option> };
    (!row.beside.is_empty()).then(|| {
        view! {
            <label>"Merge over it "
                <select aria-label=format!("Merge a further file over {}", row.name) on:change=add>
                    <option value="">"a further file…"</option>
                    {row.beside.into_iter().map(option).collect_view()}
                </select>
            </label>
        }
    })
}

/// A choice of who brings it up.
#[component]
fn BroughtUp(at: usize, row: ProjectRow) -> impl IntoView {
    let app = App::here();
    let choose = move |event| {
        let deployer = event_target_value(&event);
        app.arrange(at, &Change::BringUp(deployer), None);
    };
    let guess = match (&*row.entry.deployer, &*row.deployer) {
        ("", "stack") => "a stack, as its files tell",
        ("", _) => "Compose, as its files tell",
        _ => "what its files tell",
    };
    let options = [
        ("", guess),
        ("compose", "docker compose up"),
        ("stack", "docker stack deploy"),
    ];
    let chosen = row.entry.deployer;
    view! {
        <label>"Brought up with "
            <select aria-label=format!("Who brings up {}", row.name) on:change=choose>
                {options.into_iter().map(|(word, title)| {
                    let selected = word == chosen;
                    view! { <option value=word selected=selected>{title}</option> }
                }).collect_view()}
            </select>
        </label>
    }
}

/// Names under a word that says what they are.
#[component]
fn Names(it: Gap) -> impl IntoView {
    let name = |name: String| view! { <code class="path">{name}</code>" " };
    view! { <p class="gap"><b>{it.what}</b>" "{it.names.into_iter().map(name).collect_view()}</p> }
}

/// The id of a button, the same whatever order the files are in.
fn place_id(row: &ProjectRow, place: usize, way: &str) -> String {
    let mut files = row.entry.files.clone();
    let file = files.get(place).cloned().unwrap_or_default();
    files.sort_unstable();
    format!("{way} {file} of {}", files.join(" "))
}

/// A path's last part.
fn short(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
