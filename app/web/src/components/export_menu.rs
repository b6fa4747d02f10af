//! What the report can be saved as.

use leptos::html::Details;
use leptos::prelude::*;
use plimsoll_view::message::Format;

use crate::state::App;

const CHOICES: [(Format, &str, &str); 5] = [
    (Format::PdfSource, "PDF", "to read, print and archive"),
    (
        Format::Json,
        "JSON report",
        "every fact; drop it here again to compare",
    ),
    (Format::Tasks, "Markdown tasks", "a list to tick off"),
    (
        Format::Patch,
        "Patch",
        "all safe changes, for git apply or patch",
    ),
    (
        Format::Policy,
        "Policy YAML",
        "your decisions, to keep beside the files",
    ),
];

/// A menu of formats; it closes on Escape and after a choice.
#[component]
pub(crate) fn ExportMenu() -> impl IntoView {
    let app = App::here();
    let menu = NodeRef::<Details>::new();
    let close = move || {
        if let Some(menu) = menu.get_untracked() {
            menu.set_open(false);
        }
    };
    view! {
        <details
            class="menu"
            node_ref=menu
            on:keydown=move |event| if event.key() == "Escape" { close() }
            on:focusout=move |event| {
                use leptos::wasm_bindgen::JsCast;
                let next = event.related_target().and_then(|it| it.dyn_into::<leptos::web_sys::Node>().ok());
                let inside = menu.get_untracked().is_some_and(|menu| menu.contains(next.as_ref()));
                if next.is_some() && !inside {
                    close();
                }
            }
        >
            <summary class="button primary">"Export"</summary>
            <ul class="menu-list">
                {CHOICES
                    .into_iter()
                    .map(|(format, title, note)| {
                        view! {
                            <li>
                                <button
                                    type="button"
                                    on:click=move |_| {
                                        close();
                                        app.export(format);
                                    }
                                >
                                    <b>{title}</b>
                                    <span>{note}</span>
                                </button>
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
        </details>
    }
}
