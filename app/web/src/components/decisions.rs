//! Accepted risks and answers.

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
    let decisions = move |is_answer: bool| {
        let report = app.report.read();
        let all = report.as_ref().map_or(&[][..], |page| &page.decisions);
        let wanted = all.iter().filter(|it| it.is_answer == is_answer);
        wanted.cloned().collect::<Vec<_>>()
    };
    let shown = move |is_answer| decisions(is_answer).into_iter().map(one).collect_view();
    let scores = move || {
        let report = app.report.read();
        let overview = &report.as_ref()?.overview;
        let shown = |s: &Option<String>| s.clone().unwrap_or_else(|| "not scored".to_owned());
        Some((shown(&overview.strict.s), shown(&overview.accepted.s)))
    };
    view! {
        <header class="lede">
            <h1>"Decisions"</h1>
            <p>"Failures somebody accepts and answers somebody gives, each with its grounds and a last day."</p>
            <div class="actions">
                <Show when=has_report>
                    <button type="button" class="button primary" on:click=move |_| app.export(Format::Policy)>"Download the policy file"</button>
                </Show>
                <button type="button" class="button" on:click=move |_| app.forget_choices()>"Forget what this browser keeps"</button>
            </div>
        </header>
        {move || scores().map(|(strict, accepted)| view! {
            <dl class="panel side-by-side">
                <div><dt>"Strict score"</dt><dd>{strict}</dd><dd class="hint">"accepted risks count as failed"</dd></div>
                <div><dt>"With accepted risks"</dt><dd>{accepted}</dd><dd class="hint">"accepted risks are left out"</dd></div>
            </dl>
        })}
        <section class="panel" aria-labelledby="risks-title">
            <header><h2 id="risks-title">"Accepted risks"</h2></header>
            <ul class="decisions">
                {move || shown(false)}
                <Show when=move || !has_report()>
                    {move || app.decisions.get().into_iter().map(|it| view! { <li><b>{it.control}</b><p>{format!("{} until {}: {}", it.owner, it.expires, it.reason)}</p></li> }).collect_view()}
                </Show>
            </ul>
            <Show when=move || has_report() && decisions(false).is_empty()>
                <p class="empty">"Nothing is accepted. Open a failed control and choose “Accept this risk…”."</p>
            </Show>
            <p class="hint foot">
                "Decisions made here are kept in this browser, on this machine, so that they are not lost; files never are. To share them, download the policy file, put it beside your compose file and drop both together. Today is "{today::today()}"."
            </p>
        </section>
        {move || has_report().then(|| answers(shown(true)))}
        <Comments />
    }
}

/// What people answered.
fn answers(given: Vec<AnyView>) -> AnyView {
    let none = given.is_empty().then(|| view! {
        <p class="empty">"Nothing is answered. Open a control that is not reviewed and choose “Answer…”."</p>
    });
    view! {
        <section class="panel" aria-labelledby="answers-title">
            <header><h2 id="answers-title">"Answers"</h2><span>"what somebody says where no file tells"</span></header>
            <ul class="decisions">{given}</ul>
            {none}
        </section>
    }
    .into_any()
}

fn one(decision: Decision) -> AnyView {
    let app = App::here();
    let entry = StoredValue::new(decision.entry);
    let is_ours = move || entry.with_value(|entry| app.decisions.read().contains(entry));
    view! {
        <li data-force=if decision.in_force { "yes" } else { "no" }>
            <div>
                {match decision.control_id {
                    Some(id) => view! { <a href=Route::control(id).fragment()>{decision.title}</a> }.into_any(),
                    None => view! { <b>{decision.title}</b> }.into_any(),
                }}
                <p>{decision.why}</p>
                <p class="hint">{decision.terms}</p>
            </div>
            <p class="effect">{decision.effect}</p>
            {move || if is_ours() {
                view! { <button type="button" class="button" on:click=move |_| app.decide(|decisions| entry.with_value(|entry| decisions.retain(|kept| kept != entry)))>"Withdraw"</button> }.into_any()
            } else {
                view! { <span class="hint">"from a policy file"</span> }.into_any()
            }}
        </li>
    }
    .into_any()
}
