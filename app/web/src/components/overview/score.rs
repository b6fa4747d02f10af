//! The score and its neighbours.

use leptos::prelude::*;
use plimsoll_view::view_model::overview::{Overview, ScoreView};

use super::hull::Hull;
use crate::components::icon::{Icon, Picture};

/// The headline: the score, its grade, its range, and the numbers beside it.
#[component]
pub(crate) fn ScorePanel(overview: Overview) -> impl IntoView {
    let score = overview.strict.clone();
    let grade = score.grade.clone();
    let number = score.s.clone();
    view! {
        <section class="panel score" aria-labelledby="score-title" data-grade=grade.clone().unwrap_or_default()>
            <div class="grade">
                <Icon picture=Picture::Mark />
                <span class="grade-letter" aria-hidden="true">{grade.clone().unwrap_or_else(|| "–".to_owned())}</span>
            </div>
            <div class="score-main">
                <h2 id="score-title" class="unseen">"Score"</h2>
                <div class="score-line">
                    {match number {
                        Some(number) => view! { <p class="big">{number}" "<small>"of 100"</small></p> }.into_any(),
                        None => view! { <p class="big none">"Not scored"</p> }.into_any(),
                    }}
                    <Verdict score=score.clone() />
                </div>
                <p class="say">{score.sentence.clone()}</p>
                <Hull marks=score.marks floor=score.floor.clone() ceiling=score.ceiling.clone() />
                <ul class="caps">{score.caps.clone().into_iter().map(|cap| view! { <li>{cap}</li> }.into_any()).collect_view()}</ul>
            </div>
            <Neighbours overview />
        </section>
    }
}

/// The grade in words.
#[component]
fn Verdict(score: ScoreView) -> impl IntoView {
    score.grade.map(|grade| {
        let capped = if score.is_capped { ", capped" } else { "" };
        view! {
            <span class="tag grade-tag">"Grade "{grade}{capped}</span>
            {score.provisional.then(|| view! {
                <span class="tag provisional">
                    "Provisional"{score.range.map(|range| format!(": {range}"))}
                </span>
            })}
        }
    })
}

/// The other figures, each with its name.
#[component]
fn Neighbours(overview: Overview) -> impl IntoView {
    let shown = |score: &ScoreView| score.s.clone().unwrap_or_else(|| "not scored".to_owned());
    let rows = [
        ("Coverage", format!("{} %", overview.strict.coverage)),
        ("Verified floor", overview.strict.floor.clone()),
        ("Strict score", shown(&overview.strict)),
        ("With accepted risks", shown(&overview.accepted)),
        ("Build quality", shown(&overview.quality)),
    ];
    view! {
        <dl class="neighbours">
            {rows.into_iter().map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> }.into_any()).collect_view()}
        </dl>
    }
}
