//! How far the work is.

use leptos::prelude::*;
use plimsoll_view::message::Stage;
use plimsoll_view::words;

use crate::state::App;

/// The stage, how much of it is done, and a way to end it.
#[component]
pub(crate) fn ProgressBar() -> impl IntoView {
    let app = App::here();
    let stage = Memo::new(move |_| app.progress.read().as_ref().map(|it| it.stage));
    view! {
        <div class="working" role="status" aria-live="polite">
            {move || stage.get().map(|stage| view! { <Working stage /> })}
        </div>
    }
}

#[component]
fn Working(stage: Stage) -> impl IntoView {
    let app = App::here();
    let share = move || {
        let progress = app.progress.read();
        let it = progress.as_ref().filter(|it| it.total > 0)?;
        u32::try_from(it.done.saturating_mul(1000) / it.total).ok()
    };
    let label = move || {
        app.progress
            .read()
            .as_ref()
            .map(|it| it.label.clone())
            .unwrap_or_default()
    };
    let amount = move || {
        let progress = app.progress.read();
        let it = progress
            .as_ref()
            .filter(|it| it.stage == Stage::Reading && it.total > 0)?;
        let size = |bytes: u64| words::bytes(usize::try_from(bytes).unwrap_or(usize::MAX));
        Some(format!("{} of {}", size(it.done), size(it.total)))
    };
    view! {
        <p>
            <b>{stage.title()}</b>
            <span class="working-label" aria-hidden="true">{label}</span>
            <span aria-hidden="true">{amount}</span>
        </p>
        <progress max="1000" value=move || share().map(|share| share.to_string()) aria-label=stage.title()></progress>
        <button type="button" class="button" on:click=move |_| app.cancel()>"Cancel"</button>
    }
}
