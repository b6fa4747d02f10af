//! What the report is about.

use leptos::prelude::*;
use plimsoll_view::view_model::scope::{Choice, ScopeView};

use crate::state::App;

/// Three ways to say what is judged, what the present one leaves out, and the kinds one by one.
pub(super) fn panel(scope: ScopeView) -> AnyView {
    App::here()
        .choosing
        .update(|choosing| *choosing |= scope.is_chosen);
    let (address, words) = scope.list;
    view! {
        <section class="panel scope" aria-labelledby="scope-title">
            <h2 id="scope-title">"Scope"</h2>
            <div class="segments" role="radiogroup" aria-labelledby="scope-title">{fields(scope.ways, true)}</div>
            <p class="say">{scope.sentence}" "<a href=address>{words}</a>" "<b>{scope.ignored}</b></p>
            <div class="kinds" role="group" aria-label="Kinds that are judged">{fields(scope.kinds, false)}</div>
        </section>
    }
    .into_any()
}

/// Choices of which one is taken, or any number. To turn to the kinds is a way of its own, which
/// changes nothing yet: the style sheet shows them then.
fn fields(choices: Vec<Choice>, is_way: bool) -> Vec<AnyView> {
    let app = App::here();
    let field = |choice: Choice| {
        let leads_to = choice.leads_to;
        let is_other_way = is_way && leads_to.is_none() != app.choosing.get_untracked();
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
                    prop:checked=choice.is_on && !is_other_way
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
