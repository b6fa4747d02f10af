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

use fixes::Fixes;
use matrix::Matrix;
use missing::MissingList;
use score::ScorePanel;
use sections::Sections;
use why::Why;

/// The score, where it comes from, and what would change it.
#[component]
pub(crate) fn OverviewScreen(page: Arc<PageModel>) -> impl IntoView {
    let overview = page.overview.clone();
    view! {
        <header class="lede">
            <h1>{page.title.clone()}</h1>
            <p>{page.lede.clone()}</p>
        </header>
        <ScorePanel overview=overview.clone() />
        {scope::panel(overview.scope.clone())}
        <div class="columns">
            <div class="stack">
                <Fixes overview=overview.clone() />
                <MissingList missing=overview.missing.clone() />
            </div>
            <div class="stack">
                <Matrix rows=overview.matrix.clone() />
                <Sections bars=overview.sections.clone() />
                <Why score=overview.strict.clone() />
            </div>
        </div>
    }
}
