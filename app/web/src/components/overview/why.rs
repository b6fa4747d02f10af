//! The sum, written out.

use leptos::prelude::*;
use plimsoll_view::view_model::overview::ScoreView;

/// Every number of the score with its formula.
#[component]
pub(crate) fn Why(score: ScoreView) -> impl IntoView {
    let sums = [
        ("P", "weight of what passed", score.sums.p),
        ("F", "weight of what failed", score.sums.f),
        ("U", "weight of what is not reviewed", score.sums.u),
    ];
    view! {
        <section class="panel why" aria-labelledby="why-title">
            <header><h2 id="why-title">"Why this score"</h2><span>"method dsc-1"</span></header>
            <p>"A control weighs 10 if critical, 7 if high, 3 if medium, 1 if low. One failing place fails the whole control."</p>
            <dl class="sums">
                {sums
                    .into_iter()
                    .map(|(letter, words, sum)| view! { <div><dt><b>{letter}</b>" "{words}</dt><dd>{sum}</dd></div> }.into_any())
                    .collect_view()}
            </dl>
            <div class="scroll" tabindex="0" role="group" aria-label="The sum">
                <table class="working-out">
                    <caption class="unseen">"The sum"</caption>
                    <thead><tr><th scope="col">"Figure"</th><th scope="col">"How"</th><th scope="col">"Value"</th></tr></thead>
                    <tbody>
                        {score
                            .working
                            .into_iter()
                            .map(|line| view! {
                                <tr><th scope="row">{line.name}</th><td>{line.formula}</td><td>{line.value}</td></tr>
                            }.into_any())
                            .collect_view()}
                    </tbody>
                </table>
            </div>
            <p class="hint">{score.decided}" Numbers are cut after one decimal, never rounded up."</p>
        </section>
    }
}
