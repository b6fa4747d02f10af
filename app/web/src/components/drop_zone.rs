//! The way in for files.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Event, HtmlInputElement};

use super::icon::{Icon, Picture};
use crate::browser::{self, file};
use crate::state::App;

/// A generous place to drop files and folders, and the other ways in.
#[component]
pub(crate) fn DropZone() -> impl IntoView {
    let app = App::here();
    view! {
        <section class="drop-zone" aria-labelledby="drop-title">
            <Icon picture=Picture::Drop />
            <h2 id="drop-title">"Drop files or folders here"</h2>
            <p>"Dockerfiles, compose files, docker inspect JSON, docker-bench-security output"<br />"or paste a "<code>"docker run"</code>" command anywhere on this page"</p>
            <div class="actions">
                <button type="button" class="button primary" on:click=|_| browser::click("pick-files")>"Choose files"</button>
                <button type="button" class="button" on:click=|_| browser::click("pick-folder")>"Choose a folder"</button>
                <button type="button" class="button" on:click=|_| browser::open_dialog("paste")>"Paste text"</button>
            </div>
            <p class="sample">
                "Nothing at hand? "
                <button type="button" class="link" on:click=move |_| app.open_sample()>"Open the sample project"</button>
            </p>
        </section>
    }
}

/// The pickers that buttons anywhere open; out of sight, but part of every screen.
#[component]
pub(crate) fn Pickers() -> impl IntoView {
    let app = App::here();
    let take = move |event: Event| {
        let input = event
            .target()
            .and_then(|it| it.dyn_into::<HtmlInputElement>().ok());
        if let Some(input) = input {
            app.add_files(input.files().as_ref().map_or_else(Vec::new, file::of_list));
            // So that the same file can be chosen again after an edit.
            input.set_value("");
        }
    };
    view! {
        <div hidden>
            <input id="pick-files" type="file" multiple aria-label="Files" on:change=take />
            <input id="pick-folder" type="file" prop:webkitdirectory=true aria-label="A folder" on:change=take />
        </div>
    }
}
