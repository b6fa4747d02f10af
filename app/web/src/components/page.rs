//! The whole page.

use leptos::prelude::*;
use plimsoll_view::route::Tab;

use super::artifacts::Artifacts;
use super::controls::Controls;
use super::decide::DecideDialog;
use super::decisions::Decisions;
use super::frameworks::Frameworks;
use super::notices::Notices;
use super::overview::OverviewScreen;
use super::paste::PasteDialog;
use super::progress::ProgressBar;
use super::start::Start;
use super::tasks::Tasks;
use super::top_bar::TopBar;
use super::trends::TrendsScreen;
use crate::state::App;

/// The top bar, what is going on, and one screen. Files may be dropped anywhere on it.
#[component]
pub(crate) fn Page() -> impl IntoView {
    let app = App::here();
    let dropping = RwSignal::new(false);
    view! {
        <div
            class="page"
            class:dropping=dropping
            on:dragover=move |event| {
                event.prevent_default();
                dropping.set(true);
            }
            on:dragleave=move |event| {
                // Leaving towards nothing is leaving the window.
                if event.related_target().is_none() {
                    dropping.set(false);
                }
            }
            on:drop=move |event| {
                event.prevent_default();
                dropping.set(false);
                if let Some(transfer) = event.data_transfer() {
                    app.add_transferred(&transfer);
                }
            }
        >
            <a class="skip" href="#screen" on:click=move |event| {
                event.prevent_default();
                crate::browser::focus("screen");
            }>"Skip to the content"</a>
            <TopBar />
            <main id="screen" tabindex="-1">
                <ProgressBar />
                <Notices />
                <Screen />
            </main>
            <PasteDialog />
            <DecideDialog />
        </div>
    }
}

/// The screen that the address names, or the start where nothing was given.
#[component]
fn Screen() -> impl IntoView {
    let app = App::here();
    let tab = Memo::new(move |_| app.tab());
    move || match (app.report.get(), tab.get()) {
        (None, Tab::Decisions) if !app.decisions.read().is_empty() => {
            view! { <Decisions /> }.into_any()
        }
        (None, _) => view! { <Start /> }.into_any(),
        (Some(page), Tab::Overview) => view! { <OverviewScreen page /> }.into_any(),
        (Some(page), Tab::Controls) => view! { <Controls page /> }.into_any(),
        (Some(page), Tab::Artifacts) => view! { <Artifacts page /> }.into_any(),
        (Some(page), Tab::Tasks) => view! { <Tasks page /> }.into_any(),
        (Some(page), Tab::Frameworks) => view! { <Frameworks page /> }.into_any(),
        (Some(page), Tab::Trends) => view! { <TrendsScreen page /> }.into_any(),
        (Some(_), Tab::Decisions) => view! { <Decisions /> }.into_any(),
    }
}
