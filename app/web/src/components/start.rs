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
    let kept = move || app.decisions.read().len();
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
            <Show when=move || kept() != 0>
                <p class="kept">
                    {move || count(kept(), "decision is", "decisions are")}
                    " kept on this machine from an earlier visit. "
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
