//! One change for a whole subject.

use std::sync::Arc;

use leptos::prelude::*;
use plimsoll_view::view_model::hardening::{CaveatView, FileChange, HardeningView};
use plimsoll_view::words::count;

use crate::components::code::Prose;
use crate::components::copy::CopyButton;
use crate::components::diff::Diff;
use crate::state::App;

/// What the change asks, its lines, and ways to take it along.
#[component]
pub(super) fn Harden(subject: Arc<HardeningView>) -> impl IntoView {
    let app = App::here();
    let mended = format!(
        "mends {} of {}",
        subject.mended,
        count(subject.total, "failure", "failures")
    );
    let note = (subject.also_cleared > 0).then(|| {
        let others = count(subject.also_cleared, "failure", "failures");
        format!("What is shared with others changes for them too: {others} elsewhere go with it.")
    });
    let has_change = !subject.files.is_empty();
    let why = if subject.caveats.is_empty() {
        "No change of files mends any of this."
    } else {
        "With nothing confirmed, nothing is changed."
    };
    let kept = Arc::clone(&subject);
    let save = move |_| app.save(&kept.patch_name, "text/x-diff", &kept.patch);
    view! {
        <section class="panel harden" aria-labelledby="harden-title">
            <header><h2 id="harden-title">{format!("Harden this {}", subject.kind)}</h2><span>{mended}</span></header>
            {(!subject.caveats.is_empty()).then(|| view! { <Caveats subject=Arc::clone(&subject) /> })}
            <div class="harden-files">
                {subject.files.clone().into_iter().map(|file| view! { <File file /> }).collect_view()}
                {(!has_change).then(|| view! { <p class="hint">{why}" What is to be done by hand stands below."</p> })}
                {note.map(|note| view! { <p class="hint">{note}</p> })}
                {has_change.then(|| view! {
                    <div class="actions">
                        <button type="button" class="button primary" on:click=save>"Save as a patch"</button>
                        <CopyButton text=subject.patch.clone() />
                        <span class="hint">"for git apply or patch -p1"</span>
                    </div>
                })}
            </div>
        </section>
    }
}

/// What the reader confirms, each with a box that leaves its change out.
#[component]
fn Caveats(subject: Arc<HardeningView>) -> impl IntoView {
    let app = App::here();
    let (id, all) = (subject.subject.clone(), subject.caveats.clone());
    let without = move |changed: usize| -> Vec<String> {
        let is_out = |(at, it): &(usize, &CaveatView)| it.is_confirmed == (*at == changed);
        let out = all.iter().enumerate().filter(is_out);
        out.flat_map(|(_, it)| it.controls.clone()).collect()
    };
    let row = |(at, caveat): (usize, CaveatView)| {
        let (id, without) = (id.clone(), without.clone());
        let own = format!("caveat-{at}");
        let focus = own.clone();
        let change = move |_| app.harden(&id, without(at), Some(focus.clone()));
        view! {
            <li>
                <label>
                    <input type="checkbox" id=own prop:checked=caveat.is_confirmed on:change=change />
                    <span>
                        {caveat.titles.into_iter().map(|title| view! { <b>{title}</b> }).collect_view()}
                        {caveat.asks.into_iter().map(|text| view! { <small><Prose text /></small> }).collect_view()}
                    </span>
                </label>
            </li>
        }
    };
    let rows = subject.caveats.clone().into_iter().enumerate().map(row);
    view! {
        <fieldset class="caveats">
            <legend>"To confirm first"</legend>
            <p class="hint">"These may need more than the change itself. Untick what does not fit; the other changes ask nothing."</p>
            <ul>{rows.collect_view()}</ul>
        </fieldset>
    }
}

/// The lines of one file.
#[component]
fn File(file: FileChange) -> impl IntoView {
    let label = format!("Changes of {}", file.name);
    let more = (file.more > 0)
        .then(|| format!("{} more", count(file.more, "line changes", "lines change")));
    view! {
        <div class="change">
            <h3 class="path">{file.name}</h3>
            <Diff lines=file.lines label />
            {more.map(|more| view! { <p class="hint">{more}</p> })}
        </div>
    }
}
