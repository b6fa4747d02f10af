//! Accepting a risk, and answering what no file tells.

use std::sync::Arc;

use leptos::prelude::*;
use plimsoll_view::message::DecisionEntry;

use super::gradual::{ROWS, gradually};
use crate::browser::{self, today};
use crate::state::{App, Deciding};
use crate::watch::effect;

/// What the questions are called.
struct Words {
    heading: &'static str,
    hint: &'static str,
    everywhere: &'static str,
    who: &'static str,
    why: &'static str,
    done: &'static str,
}

static RISK: Words = Words {
    heading: "Accept this risk",
    hint: "The finding stays in the report. The strict score keeps counting it as failed; the accepted score, shown beside it, leaves it out until the day you name.",
    everywhere: "everywhere it fails",
    who: "Who answers for it",
    why: "Why the risk is acceptable",
    done: "Accept the risk",
};

static ANSWER: Words = Words {
    heading: "Answer for this control",
    hint: "An answer settles what the files leave open, and never overrules them. The report says who gave it and what it rests on; after its last day somebody has to look again.",
    everywhere: "everywhere it is open",
    who: "Who answers",
    why: "What the answer rests on",
    done: "Give the answer",
};

/// A dialog that asks who decides what, why, where and until when.
#[component]
pub(crate) fn DecideDialog() -> impl IntoView {
    let app = App::here();
    effect(move || {
        if app.deciding.read().is_some() {
            // Once the questions stand in it: opening it works out where everything stands.
            request_animation_frame(|| browser::open_dialog("decide"));
        }
    });
    view! {
        <dialog id="decide" class="dialog" aria-labelledby="decide-title" on:close=move |_| app.deciding.set(None)>
            {move || app.deciding.get().map(questions)}
        </dialog>
    }
}

/// The questions. All but the scope must be answered: a decision without them does nothing.
fn questions(it: Deciding) -> AnyView {
    let app = App::here();
    let Deciding { detail, is_answer } = it;
    let words = if is_answer { &ANSWER } else { &RISK };
    let typed = StoredValue::new(DecisionEntry {
        control: detail.id.clone(),
        on: if is_answer {
            today::today()
        } else {
            String::new()
        },
        ..DecisionEntry::default()
    });
    let take = move |place: fn(&mut DecisionEntry, String)| {
        move |event: leptos::ev::Event| {
            typed.update_value(|typed| place(typed, event_target_value(&event)));
        }
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        app.decide(|decisions| decisions.push(typed.get_value()));
        browser::close_dialog("decide");
    };
    let subjects = if is_answer {
        &detail.open_subjects
    } else {
        &detail.failing_subjects
    };
    let subjects = subjects
        .iter()
        .map(|(id, name)| (format!("subject:{id}"), format!("only on {name}")));
    let files = detail.failing_files.iter().filter(|_| !is_answer);
    let files = files.map(|file| (format!("file:{file}"), format!("only in {file}")));
    let scopes: Vec<(String, String)> = files.chain(subjects).collect();
    let number = scopes.len();
    let scope = move |at: usize| {
        let scope = scopes.get(at).cloned();
        scope
            .map(|(value, words)| view! { <option value=value>{words}</option> })
            .into_any()
    };
    view! {
        <form on:submit=submit>
            <h2 id="decide-title">{words.heading}</h2>
            <p class="subject">{detail.title.clone()}</p>
            <p class="hint">{words.hint}</p>
            {is_answer.then(|| view! {
                <label>"Answer"
                    <select required on:input=take(|it, text| it.answer = text)>
                        <option value="">"choose…"</option>
                        <option value="holds">"it holds"</option>
                        <option value="fails">"it does not hold"</option>
                        <option value="not_applicable">"it does not concern us"</option>
                    </select>
                </label>
            })}
            <label>"Where"
                <select on:input=take(at)>
                    <option value="">{words.everywhere}</option>
                    {gradually(ROWS, number, Arc::new(scope))}
                </select>
            </label>
            <label>{words.who}<input type="text" required autocomplete="name" on:input=take(|it, text| it.owner = text) /></label>
            <label>{words.why}<textarea rows="3" required on:input=take(|it, text| it.reason = text)></textarea></label>
            <label>"Until, at the latest"<input type="date" required min=today::today() on:input=take(|it, text| it.expires = text) /></label>
            <div class="actions end">
                <button type="button" class="button" on:click=|_| browser::close_dialog("decide")>"Cancel"</button>
                <button type="submit" class="button primary">{words.done}</button>
            </div>
        </form>
    }
    .into_any()
}

/// Takes a scope that was chosen.
fn at(entry: &mut DecisionEntry, scope: String) {
    entry.artifact = scope.strip_prefix("file:").map(str::to_owned);
    entry.subject = scope.strip_prefix("subject:").map(str::to_owned);
}
