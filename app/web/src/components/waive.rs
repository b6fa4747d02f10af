//! Accepting a risk.

use leptos::prelude::*;
use plimsoll_view::message::WaiverEntry;

use crate::browser::{self, today};
use crate::state::App;

/// A dialog that asks who accepts a failure, why, where and until when.
#[component]
pub(crate) fn WaiveDialog() -> impl IntoView {
    let app = App::here();
    Effect::new(move |_| {
        if app.waiving.read().is_some() {
            browser::open_dialog("waive");
        }
    });
    view! {
        <dialog id="waive" class="dialog" aria-labelledby="waive-title" on:close=move |_| app.waiving.set(None)>
            {move || app.waiving.get().map(|detail| {
                let title = detail.title.clone();
                let scopes = detail
                    .failing_files
                    .iter()
                    .map(|file| (format!("file:{file}"), format!("only in {file}")))
                    .chain(detail.failing_subjects.iter().map(|(id, name)| (format!("subject:{id}"), format!("only on {name}"))))
                    .collect();
                view! { <WaiveForm control=detail.id.clone() title scopes /> }
            })}
        </dialog>
    }
}

/// The questions. All but the scope must be answered: a decision without them accepts nothing.
#[component]
fn WaiveForm(control: String, title: String, scopes: Vec<(String, String)>) -> impl IntoView {
    let app = App::here();
    let entry = RwSignal::new(WaiverEntry {
        control,
        ..WaiverEntry::default()
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        app.accept(entry.get_untracked());
        browser::close_dialog("waive");
    };
    let scope = move |event| {
        let value = event_target_value(&event);
        entry.update(|entry| {
            entry.artifact = value.strip_prefix("file:").map(str::to_owned);
            entry.subject = value.strip_prefix("subject:").map(str::to_owned);
        });
    };
    let owner = move |event| entry.update(|entry| entry.owner = event_target_value(&event));
    let reason = move |event| entry.update(|entry| entry.reason = event_target_value(&event));
    let expires = move |event| entry.update(|entry| entry.expires = event_target_value(&event));
    view! {
        <form on:submit=submit>
            <h2 id="waive-title">"Accept this risk"</h2>
            <p class="subject">{title}</p>
            <p class="hint">
                "The finding stays in the report. The strict score keeps counting it as failed; the accepted score, shown beside it, leaves it out until the day you name."
            </p>
            <label>"Where"
                <select on:change=scope>
                    <option value="">"everywhere it fails"</option>
                    {scopes.into_iter().map(|(value, words)| view! { <option value=value>{words}</option> }).collect_view()}
                </select>
            </label>
            <label>"Who answers for it"<input type="text" required autocomplete="name" on:input=owner /></label>
            <label>"Why the risk is acceptable"<textarea rows="3" required on:input=reason></textarea></label>
            <label>"Until, at the latest"<input type="date" required min=today::today() on:input=expires /></label>
            <div class="actions end">
                <button type="button" class="button" on:click=|_| browser::close_dialog("waive")>"Cancel"</button>
                <button type="submit" class="button primary">"Accept the risk"</button>
            </div>
        </form>
    }
}
