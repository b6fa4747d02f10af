//! What was given.

use std::sync::Arc;

use leptos::prelude::*;
use plimsoll_view::view_model::PageModel;
use plimsoll_view::view_model::artifacts::{ArtifactRow, ProblemRow};

use super::code::Prose;
use super::folded::folded;
use super::gradual::{ROWS, growing, more};
use super::projects::Projects;
use super::subject::SubjectScreen;
use super::subjects::Subjects;
use crate::browser;
use crate::state::App;

/// Rows shown before the reader asks for more.
const SHOWN: usize = 200;
/// Rows that are shown then.
const MORE: usize = 400;

/// The kinds a file may be taken for, by hand.
const KINDS: [(&str, &str); 13] = [
    ("dockerfile", "Dockerfile"),
    ("compose", "Compose file"),
    ("docker-run", "docker run commands"),
    ("env-file", "environment file"),
    ("docker-inspect", "docker inspect output"),
    ("docker-info", "docker info output"),
    ("image-history", "docker history output"),
    ("daemon-json", "daemon.json"),
    ("systemd-unit", "systemd unit"),
    ("plimsoll-bundle", "collector's bundle"),
    ("docker-bench-text", "docker-bench text"),
    ("docker-bench-json", "docker-bench JSON"),
    ("plimsoll-policy", "Plimsoll policy"),
];

/// Everything that was given, or the one subject that the address names.
#[component]
pub(crate) fn Artifacts(page: Arc<PageModel>) -> impl IntoView {
    let app = App::here();
    let open = app.open_now();
    move || {
        let id = open.get();
        if id.is_empty() {
            view! { <Listed page=Arc::clone(&page) /> }.into_any()
        } else {
            view! { <SubjectScreen id /> }.into_any()
        }
    }
}

/// Every file, also those that could not be read, and what was found in them.
#[component]
fn Listed(page: Arc<PageModel>) -> impl IntoView {
    let app = App::here();
    let shown = RwSignal::new(SHOWN);
    let total = page.artifacts.len();
    let all = StoredValue::new(Arc::clone(&page));
    let listed = move || shown.get().min(total);
    let draw = move |at: usize| {
        let row = all.with_value(|page| page.artifacts.get(at).cloned());
        row.map(artifact).into_any()
    };
    view! {
        <header class="lede">
            <h1>"Artifacts"</h1>
            <p>{page.lede.clone()}</p>
            <div class="actions">
                <button type="button" class="button" on:click=|_| browser::click("pick-folder")>"Add a folder"</button>
                <button type="button" class="button" on:click=|_| browser::open_dialog("paste")>"Paste text"</button>
                <button type="button" class="button" on:click=move |_| app.clear()>"Remove all"</button>
            </div>
        </header>
        <section class="panel" aria-label="Files">
            <ul class="artifacts">
                {growing(ROWS, Arc::new(listed), Arc::new(draw))}
            </ul>
            {more("files", shown, MORE, Arc::new(move || total))}
        </section>
        <Projects page=page.clone() />
        <Subjects page />
    }
}

/// One file: what it is taken for and why, and what could not be read.
fn artifact(row: ArtifactRow) -> AnyView {
    let ids = StoredValue::new(row.sources.clone());
    let name = row.name.clone();
    let parts = (!row.parts.is_empty()).then(|| {
        let summary = view! { <summary>{row.parts_note}</summary> }.into_any();
        let parts = row.parts;
        folded(
            "artifact-more",
            false,
            summary,
            Box::new(move || list(&parts)),
        )
    });
    view! {
        <li class="artifact" data-support=row.support>
            <div class="artifact-head">
                <b class="path">{row.name}</b>
                <span class="tag kind">{row.kind_title}</span>
                <span class="hint">{row.size}</span>
            </div>
            <p class="reason">
                {sentence(&row.reason)}
                {(!row.support_note.is_empty()).then(|| view! { " "<em>{row.support_note}</em> })}
            </p>
            <ul class="problems">{row.problems.into_iter().map(problem).collect_view()}</ul>
            {parts}
            {folded(
                "artifact-more",
                false,
                view! { <summary aria-label=format!("More about {name}")>"More"</summary> }.into_any(),
                Box::new(move || closer(ids, &name, &row.sha256)),
            )}
        </li>
    }
    .into_any()
}

/// What a bundle holds.
fn list(parts: &[(String, String)]) -> AnyView {
    let part = |(name, said): &(String, String)| {
        let (name, said) = (name.clone(), said.clone());
        view! { <li><code class="path">{name}</code>" "<span class="hint">{said}</span></li> }
            .into_any()
    };
    view! { <ul class="parts">{parts.iter().map(part).collect_view()}</ul> }.into_any()
}

/// A file's hash, what it is read as, and how to be rid of it.
fn closer(ids: StoredValue<Vec<u32>>, name: &str, sha256: &str) -> AnyView {
    let app = App::here();
    let chosen = move || {
        let kinds = app.kinds.read();
        let of = ids.with_value(|ids| kinds.iter().find(|it| ids.contains(&it.source)).cloned());
        of.map(|it| it.kind).unwrap_or_default()
    };
    view! {
        <dl>
            <div><dt>"SHA-256"</dt><dd><code>{sha256.to_owned()}</code></dd></div>
            <div><dt>"Read as"</dt><dd>
                <select aria-label=format!("Read {name} as") on:change=move |event| {
                    ids.with_value(|ids| app.retype(ids, &event_target_value(&event)));
                }>
                    <option value="">"what it looks like"</option>
                    {KINDS.into_iter().map(|(id, title)| view! { <option value=id selected=move || chosen() == id>{title}</option> }).collect_view()}
                </select>
            </dd></div>
        </dl>
        <button type="button" class="button" on:click=move |_| ids.with_value(|ids| app.remove(ids))>"Remove"</button>
    }
    .into_any()
}

fn problem(it: ProblemRow) -> AnyView {
    let word = match &*it.effect {
        "unreadable" => "Could not be read",
        "partial" => "Partly read",
        _ => "Note",
    };
    view! {
        <li data-effect=it.effect><b>{word}</b>" "{(!it.place.is_empty()).then(|| view! { <code>{it.place}</code>" " })}<Prose text=sentence(&it.message) /></li>
    }
    .into_any()
}

/// The text as a sentence: a capital first, a full stop last.
fn sentence(text: &str) -> String {
    let mut chars = text.trim_end_matches('.').chars();
    chars.next().map_or_else(String::new, |first| {
        format!("{}{}.", first.to_uppercase(), chars.as_str())
    })
}
