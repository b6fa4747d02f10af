//! Accepted risks.

use leptos::prelude::*;
use plimsoll_view::message::Format;
use plimsoll_view::route::Route;
use plimsoll_view::view_model::decisions::Decision;

use super::comments::Comments;
use crate::browser::today;
use crate::state::App;

/// What was accepted, by whom, until when, and what it does.
#[component]
pub(crate) fn Decisions() -> impl IntoView {
    let app = App::here();
    let has_report = move || app.report.read().is_some();
    let decisions = move || {
        app.report
            .read()
            .as_ref()
            .map_or_else(Vec::new, |page| page.decisions.clone())
    };
    let scores = move || {
        let report = app.report.read();
        let overview = &report.as_ref()?.overview;
        let shown = |s: &Option<String>| s.clone().unwrap_or_else(|| "not scored".to_owned());
        Some((shown(&overview.strict.s), shown(&overview.accepted.s)))
    };
    let nothing = move || has_report() && decisions().is_empty();
    view! {
        <header class="lede">
            <h1>"Decisions"</h1>
            <p>"Failures somebody accepts, with a reason and a last day. They stay in the report."</p>
            <div class="actions">
                <Show when=has_report>
                    <button type="button" class="button primary" on:click=move |_| app.export(Format::Policy)>"Download the policy file"</button>
                </Show>
                <button type="button" class="button" on:click=move |_| { app.waivers.set(Vec::new()); app.assess(); }>"Forget what this browser keeps"</button>
            </div>
        </header>
        {move || scores().map(|(strict, accepted)| view! {
            <dl class="panel side-by-side">
                <div><dt>"Strict score"</dt><dd>{strict}</dd><dd class="hint">"accepted risks count as failed"</dd></div>
                <div><dt>"With accepted risks"</dt><dd>{accepted}</dd><dd class="hint">"accepted risks are left out"</dd></div>
            </dl>
        })}
        <section class="panel" aria-label="Accepted risks">
            <ul class="decisions">
                {move || decisions().into_iter().map(|decision| view! { <OneDecision decision /> }).collect_view()}
                <Show when=move || !has_report()>
                    {move || app.waivers.get().into_iter().map(|it| view! { <li><b>{it.control}</b><p>{format!("{} until {}: {}", it.owner, it.expires, it.reason)}</p></li> }).collect_view()}
                </Show>
            </ul>
            <Show when=nothing>
                <p class="empty">"Nothing is accepted. Open a failed control and choose “Accept this risk…”."</p>
            </Show>
            <p class="hint foot">
                "Decisions made here are kept in this browser, on this machine, so that they are not lost; files never are. To share them, download the policy file, put it beside your compose file and drop both together. Today is "{today::today()}"."
            </p>
        </section>
        <Comments />
    }
}

#[component]
fn OneDecision(decision: Decision) -> impl IntoView {
    let app = App::here();
    let entry = StoredValue::new(decision.entry.clone());
    let is_ours = move || {
        app.waivers
            .read()
            .iter()
            .any(|it| entry.with_value(|entry| it == entry))
    };
    view! {
        <li data-force=if decision.in_force { "yes" } else { "no" }>
            <div>
                {match decision.control_id {
                    Some(id) => view! { <a href=Route::control(id).fragment()>{decision.title}</a> }.into_any(),
                    None => view! { <b>{decision.title}</b> }.into_any(),
                }}
                <p>{decision.entry.reason}</p>
                <p class="hint">{format!("{}, {}, until {}", decision.entry.owner, decision.scope, decision.until)}</p>
            </div>
            <p class="effect">{decision.effect}</p>
            {move || if is_ours() {
                view! { <button type="button" class="button" on:click=move |_| app.withdraw(&entry.get_value())>"Withdraw"</button> }.into_any()
            } else {
                view! { <span class="hint">"from a policy file"</span> }.into_any()
            }}
        </li>
    }
}
