//! The first thing a reader sees.

use leptos::prelude::*;
use plimsoll_view::words::count;

use super::drop_zone::DropZone;
use super::icon::{Icon, Picture};
use super::privacy::Privacy;
use super::recipes::Recipes;
use crate::state::App;

/// What the page is for, and every way in.
#[component]
pub(crate) fn Start() -> impl IntoView {
    let app = App::here();
    let kept = move || {
        let (risks, answers) = app.kept();
        let risks = (risks > 0).then(|| count(risks, "accepted risk", "accepted risks"));
        let answers = (answers > 0).then(|| count(answers, "answer", "answers"));
        let told: Vec<String> = risks.into_iter().chain(answers).collect();
        told.join(" and ")
    };
    view! {
        <div class="start">
            <div class="start-words">
                <span class="start-mark"><Icon picture=Picture::Mark /></span>
                <h1>"See whether your containers may sail."</h1>
                <p class="lead">
                    "Drop what you have of a Docker set-up and get a scored report: what holds, what does not, at which line, and what to change. It is made on your machine, and nothing leaves it."
                </p>
            </div>
            <DropZone />
            <Show when=move || !kept().is_empty()>
                <p class="kept">
                    "Kept on this machine from an earlier visit: "{kept}". "
                    <a href="#decisions">"See your decisions"</a>
                </p>
            </Show>
            <div class="columns">
                <Recipes />
                <Privacy />
            </div>
        </div>
    }
}
