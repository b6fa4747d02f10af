//! One subject: what fails of it, and one change that mends as much as can be.

mod causes;
mod harden;

use std::sync::Arc;

use leptos::prelude::*;
use plimsoll_view::route::{Route, Tab};
use plimsoll_view::view_model::hardening::HardeningView;
use plimsoll_view::words::count;

use causes::Causes;
use harden::Harden;

use crate::state::App;

/// What the worker says of a subject, as soon as it does.
#[component]
pub(crate) fn SubjectScreen(
    /// The subject's id.
    id: String,
) -> impl IntoView {
    let app = App::here();
    app.harden(&id, Vec::new(), None);
    let known = app.report.with_untracked(|page| {
        let page = page.as_ref()?;
        let row = page.subjects.iter().find(|row| row.id == id)?;
        Some((row.name.clone(), row.kind.clone(), row.artifacts.clone()))
    });
    let head = match known {
        Some((name, kind, artifacts)) => {
            view! { <h1>{name}</h1><p>{kind}", read from "{artifacts.join(", ")}</p> }.into_any()
        }
        None => {
            view! { <h1>"No such subject"</h1><p>"The files given have nothing of this name."</p> }
                .into_any()
        }
    };
    let opened = Memo::new(move |_| app.hardening.get().filter(|it| it.subject == id));
    view! {
        <header class="lede">
            <p class="crumb"><a href=Route::to(Tab::Artifacts).fragment()>"← All artifacts"</a></p>
            {head}
        </header>
        {move || match opened.get() {
            Some(subject) => view! { <Opened subject /> }.into_any(),
            None => view! { <p class="panel empty" role="status">"Working out what can be mended…"</p> }.into_any(),
        }}
    }
}

#[component]
fn Opened(subject: Arc<HardeningView>) -> impl IntoView {
    if subject.total == 0 {
        let text = format!("Nothing that was assessed fails on this {}.", subject.kind);
        return view! { <p class="panel empty">{text}</p> }.into_any();
    }
    let total = count(subject.total, "failure", "failures");
    let controls = count(subject.causes.len(), "control", "controls");
    view! {
        <Harden subject=Arc::clone(&subject) />
        <section class="panel" aria-labelledby="causes-title">
            <header><h2 id="causes-title">"What fails"</h2><span>{format!("{total} of {controls}, the most harmful first")}</span></header>
            <Causes causes=subject.causes.clone() />
        </section>
    }
    .into_any()
}
