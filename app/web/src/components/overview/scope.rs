//! What the report is about.

use leptos::prelude::*;
use plimsoll_view::route::Route;
use plimsoll_view::view_model::scope::{KindView, ScopeView};

use crate::state::App;

/// Three ways to say what is judged, and what each leaves out.
#[component]
pub(crate) fn ScopePanel(scope: ScopeView) -> impl IntoView {
    let app = App::here();
    let given = scope.given();
    let own = app.scope.get_untracked();
    let is_given = !own.is_empty() && own == given;
    // A policy file narrows the report where the page does not.
    let is_by_file = own.is_empty() && !scope.is_whole;
    app.choosing
        .update(|choosing| *choosing |= !own.is_empty() && !is_given);
    let choosing = app.choosing;
    let way = move |id: &'static str,
                    title: &'static str,
                    note: String,
                    is_on: bool,
                    kinds: Vec<String>| {
        let choose = move |_| {
            choosing.set(false);
            app.narrow(kinds.clone(), id.to_owned());
        };
        segment(id, title, note, move || is_on && !choosing.get(), choose)
    };
    let everything = if is_by_file {
        "As a policy file says"
    } else {
        "The whole checklist"
    };
    let controls = |number: usize| format!("{number} controls");
    let has_given = !given.is_empty();
    let all = if is_by_file {
        String::new()
    } else {
        controls(scope.all)
    };
    let sentence = scope.sentence.clone();
    let ignored = scope.ignored.clone();
    let is_whole = scope.is_whole;
    let of_given = controls(scope.of_given);
    let kinds = StoredValue::new(scope);
    view! {
        <section class="panel scope" aria-labelledby="scope-title">
            <h2 id="scope-title">"Scope"</h2>
            <div class="segments" role="radiogroup" aria-labelledby="scope-title">
                {way("scope-all", everything, all, own.is_empty(), Vec::new())}
                {has_given.then(|| way("scope-given", "What was given", of_given, is_given, given))}
                {segment("scope-kinds", "Chosen kinds", String::new(), move || choosing.get(), move |_| choosing.set(true))}
            </div>
            <p class="say">
                {sentence}
                {(!is_whole).then(|| view! { " "<a href=Route::controls("status:not-applicable").fragment()>"See them"</a> })}
                {(!ignored.is_empty()).then(|| view! { " "<b>{ignored}</b> })}
            </p>
            {move || choosing.get().then(|| kinds.with_value(choices))}
        </section>
    }
}

/// One of the ways, as a radio button that looks like a part of a bar.
fn segment(
    id: &'static str,
    title: &'static str,
    note: String,
    is_on: impl Fn() -> bool + Send + Sync + 'static,
    choose: impl Fn(leptos::ev::Event) + 'static,
) -> AnyView {
    view! {
        <label>
            <input type="radio" name="scope" id=id prop:checked=is_on on:change=choose />
            <span>{title}" "<small>{note}</small></span>
        </label>
    }
    .into_any()
}

/// The kinds, each to be taken in or left out; one stays.
fn choices(scope: &ScopeView) -> AnyView {
    let app = App::here();
    let judged = scope.kinds.iter().filter(|kind| kind.is_judged).count();
    let own = app.scope.get_untracked();
    let choice = |kind: &KindView| {
        let id = format!("scope-{}", kind.word);
        let (focus, next) = (id.clone(), scope.toggled(&kind.word));
        let is_of_file = kind.is_judged && !scope.is_whole && !own.contains(&kind.word);
        let is_fixed = is_of_file || (kind.is_judged && judged == 1);
        let note = match (is_of_file, kind.given) {
            (true, _) => "by a policy file".to_owned(),
            (false, 0) => "none given".to_owned(),
            (false, given) => given.to_string(),
        };
        view! {
            <label>
                <input
                    type="checkbox"
                    id=id
                    prop:checked=kind.is_judged
                    disabled=is_fixed
                    on:change=move |_| app.narrow(next.clone(), focus.clone())
                />
                {kind.name.clone()}" "<small>{note}</small>
            </label>
        }
    };
    view! { <div class="kinds" role="group" aria-label="Kinds of subjects that are judged">{scope.kinds.iter().map(choice).collect_view()}</div> }.into_any()
}
