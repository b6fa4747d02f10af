//! Comments in files that accept failures.

use leptos::prelude::*;
use plimsoll_view::view_model::comments::Comment;

use crate::state::App;

/// Each comment with what it does, where the files have any.
#[component]
pub(crate) fn Comments() -> impl IntoView {
    let app = App::here();
    let comments = move || {
        let report = app.report.read();
        let comments = report.as_ref()?.comments.clone();
        (!comments.shown.is_empty()).then_some(comments)
    };
    view! {
        {move || comments().map(|comments| view! {
            <section class="panel" aria-labelledby="comments-title">
                <header><h2 id="comments-title">"Accepted in the files themselves"</h2></header>
                <ul class="decisions">
                    {comments.shown.into_iter().map(|comment| view! { <OneComment comment /> }).collect_view()}
                </ul>
                {(comments.more > 0).then(|| view! {
                    <p class="hint">{format!("{} more are in the JSON report.", comments.more)}</p>
                })}
                <p class="hint foot">
                    "Comments and settings of linters count as accepted risks where they hold. Ours name an owner and a last day too: "
                    <code>"# plimsoll: accept image-tag-fixed until=2027-03-31 owner=ann reason=Why"</code>
                </p>
            </section>
        })}
    }
}

#[component]
fn OneComment(comment: Comment) -> impl IntoView {
    view! {
        <li data-force=if comment.in_force { "yes" } else { "no" }>
            <div>
                <b>{comment.request}</b>
                <p>{comment.reason.unwrap_or_else(|| "No reason is given.".to_owned())}</p>
                <p class="hint">{format!("{}, {}", comment.place, comment.terms)}</p>
            </div>
            <p class="effect">{comment.effect}</p>
            <span class="hint">{if comment.is_setting { "from a configuration" } else { "from a comment" }}</span>
        </li>
    }
}
