//! The bar at the top: where the reader is and what can be done from everywhere.

use leptos::html::A;
use leptos::prelude::*;
use plimsoll_view::route::{Route, Tab};
use plimsoll_view::words::Status;

use super::export_menu::ExportMenu;
use super::icon::{Icon, Picture};
use crate::browser;
use crate::state::App;
use crate::watch::effect;

/// The bar at the top.
#[component]
pub(crate) fn TopBar() -> impl IntoView {
    let app = App::here();
    let has_report = move || app.report.read().is_some();
    view! {
        <header class="bar">
            <a class="brand" href="#overview"><Icon picture=Picture::Mark />"Plimsoll"</a>
            <Show when=has_report>
                <nav class="tabs" aria-label="Report">
                    {Tab::ALL.into_iter().map(|tab| view! { <TabLink tab /> }).collect_view()}
                </nav>
            </Show>
            <div class="bar-end">
                <Egress />
                <ThemeButton />
                <Show when=has_report>
                    <button type="button" class="button" on:click=|_| browser::click("pick-files")>"Add files"</button>
                    <ExportMenu />
                </Show>
            </div>
        </header>
    }
}

/// One screen, with how much is on it.
#[component]
fn TabLink(tab: Tab) -> impl IntoView {
    let app = App::here();
    let count = move || {
        let report = app.report.read();
        let page = report.as_ref()?;
        let count = match tab {
            Tab::Overview | Tab::Trends | Tab::Frameworks => return None,
            Tab::Controls => page
                .controls
                .rows
                .iter()
                .filter(|row| row.accepted == Status::Failed)
                .count(),
            Tab::Artifacts => page.artifacts.len(),
            Tab::Tasks => page.tasks.len(),
            Tab::Decisions => page.decisions.len() + page.comments.shown.len() + page.comments.more,
        };
        let words = if tab == Tab::Controls { " failed" } else { "" };
        Some(view! { <span class="count">{count}<span class="unseen">{words}</span></span> })
    };
    let link = NodeRef::<A>::new();
    effect(move || {
        if app.tab() == tab
            && let Some(link) = link.get()
        {
            browser::show_in_row(&link);
        }
    });
    view! {
        <a
            node_ref=link
            href=Route::to(tab).fragment()
            aria-current=move || (app.tab() == tab).then_some("page")
        >
            {tab.title()}
            {count}
        </a>
    }
}

/// How often the content policy refused something; nothing should ever leave.
#[component]
fn Egress() -> impl IntoView {
    let app = App::here();
    view! {
        <span class="chip egress" class:alarm=move || app.refused.get() != 0>
            <Icon picture=Picture::Lock />
            <span>"Blocked egress attempts"</span>
            <b>{app.refused}</b>
        </span>
    }
}

/// Switches between light and dark.
#[component]
fn ThemeButton() -> impl IntoView {
    let app = App::here();
    let is_dark = move || *app.theme.read() == "dark";
    let other = move || if is_dark() { "light" } else { "dark" };
    view! {
        <button
            type="button"
            class="button quiet round"
            aria-label=move || format!("Switch to the {} theme", other())
            on:click=move |_| app.theme.set(other().to_owned())
        >
            {move || {
                let picture = if is_dark() { Picture::Sun } else { Picture::Moon };
                view! { <Icon picture /> }
            }}
        </button>
    }
}
