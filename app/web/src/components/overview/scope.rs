//! What the report is about.

use leptos::prelude::*;
use plimsoll_view::view_model::scope::{Choice, ScopeView};

use crate::state::App;

/// Three ways to say what is judged, what the present one leaves out, and the kinds one by one.
pub(super) fn panel(scope: ScopeView) -> AnyView {
    let choosing = App::here().choosing;
    choosing.update(|choosing| *choosing |= scope.is_chosen);
    let (address, words) = scope.list;
    view! {
        <section class="panel scope" aria-labelledby="scope-title">
            <h2 id="scope-title">"Scope"</h2>
            <div class="segments" role="radiogroup" aria-labelledby="scope-title">{fields(scope.ways, true)}</div>
            <p class="say">{scope.sentence}" "<a href=address>{words}</a>" "<b>{scope.ignored}</b></p>
            <div class="kinds" role="group" aria-label="Kinds that are judged" hidden=move || !choosing.get()>{fields(scope.kinds, false)}</div>
        </section>
    }
    .into_any()
}

/// Choices of which one is taken, or any number. A way is on as long as the reader does not turn
/// to the kinds, which is a way of its own.
fn fields(choices: Vec<Choice>, is_way: bool) -> Vec<AnyView> {
    let app = App::here();
    let field = |choice: Choice| {
        let leads_to = choice.leads_to;
        let asks = is_way.then_some(leads_to.is_none());
        let is_on = move || choice.is_on && asks.is_none_or(|asks| app.choosing.get() == asks);
        let focus = choice.id.clone();
        let choose = move |_| match leads_to.clone() {
            None => app.choosing.set(true),
            Some(kinds) => {
                if is_way {
                    app.choosing.set(false);
                }
                app.narrow(kinds, focus.clone());
            }
        };
        view! {
            <label>
                <input
                    type=if is_way { "radio" } else { "checkbox" }
                    name="scope"
                    id=choice.id
                    prop:checked=is_on
                    disabled=choice.is_fixed
                    on:change=choose
                />
                <span>{choice.title}" "<small>{choice.note}</small></span>
            </label>
        }
        .into_any()
    };
    choices.into_iter().map(field).collect()
}
