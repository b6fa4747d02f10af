//! Text that is no file yet.

use leptos::prelude::*;

use super::drop_zone::Pickers;
use crate::browser;
use crate::state::App;

/// A dialog that takes a text and a name.
#[component]
pub(crate) fn PasteDialog() -> impl IntoView {
    let app = App::here();
    let (name, set_name) = signal(String::new());
    let (text, set_text) = signal(String::new());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        app.add_text(&name.get_untracked(), text.get_untracked());
        set_text.set(String::new());
        set_name.set(String::new());
        browser::close_dialog("paste");
    };
    view! {
        <Pickers />
        <dialog id="paste" class="dialog" aria-labelledby="paste-title">
            <form on:submit=submit>
                <h2 id="paste-title">"Paste text"</h2>
                <p class="hint">"A docker run command, a compose file, a Dockerfile, or what docker inspect prints."</p>
                <label>
                    "Name, if it has one"
                    <input type="text" placeholder="compose.yaml" autocomplete="off" spellcheck="false" prop:value=name on:input=move |event| set_name.set(event_target_value(&event)) />
                </label>
                <label>
                    "Text"
                    <textarea rows="12" required placeholder="docker run -d --name web -p 8080:80 nginx:1.27" spellcheck="false" prop:value=text on:input=move |event| set_text.set(event_target_value(&event))></textarea>
                </label>
                <div class="actions end">
                    <button type="button" class="button" on:click=|_| browser::close_dialog("paste")>"Cancel"</button>
                    <button type="submit" class="button primary">"Assess"</button>
                </div>
            </form>
        </dialog>
    }
}
