//! The first screen of a report.

mod fixes;
mod hull;
mod matrix;
mod missing;
mod scope;
mod score;
mod sections;
mod why;

use std::sync::Arc;

use leptos::prelude::*;
use plimsoll_view::view_model::PageModel;

use super::gradual::gradually;
use fixes::Fixes;
use matrix::Matrix;
use missing::MissingList;
use score::ScorePanel;
use sections::Sections;
use why::Why;

/// The score, where it comes from, and what would change it.
#[component]
pub(crate) fn OverviewScreen(page: Arc<PageModel>) -> impl IntoView {
    let (one, other) = (Arc::clone(&page), Arc::clone(&page));
    let left = move |at| {
        let overview = &one.overview;
        if at == 0 {
            view! { <Fixes overview=overview.clone() /> }.into_any()
        } else {
            view! { <MissingList missing=overview.missing.clone() /> }.into_any()
        }
    };
    let right = move |at| {
        let overview = &other.overview;
        match at {
            0 => view! { <Matrix rows=overview.matrix.clone() /> }.into_any(),
            1 => view! { <Sections bars=overview.sections.clone() /> }.into_any(),
            _ => view! { <Why score=overview.strict.clone() /> }.into_any(),
        }
    };
    view! {
        <header class="lede">
            <h1>{page.title.clone()}</h1>
            <p>{page.lede.clone()}</p>
        </header>
        <ScorePanel overview=page.overview.clone() />
        {scope::panel(page.overview.scope.clone())}
        <div class="columns">
            <div class="stack">{gradually(1, 2, Arc::new(left))}</div>
            <div class="stack">{gradually(1, 3, Arc::new(right))}</div>
        </div>
    }
}
