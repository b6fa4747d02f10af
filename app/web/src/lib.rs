//! The page: Leptos components over the view models.
//!
//! [`state`] is what the reader can change and what the worker answered, [`engine`] talks to the
//! worker, [`browser`] holds every call to the browser, [`mod@watch`] is what runs on changes, and the
//! components print.

#![expect(
    unreachable_pub,
    reason = "the component macro makes the types of properties public"
)]
#![expect(
    clippy::needless_pass_by_value,
    reason = "components own their properties"
)]

pub mod browser;
mod components;
pub mod engine;
pub mod state;
pub mod watch;

use leptos::prelude::*;

use components::page::Page;
use state::App;

/// Puts the page into the document.
pub fn start() {
    mount_to_body(|| {
        let app = App::new();
        provide_context(app);
        app.start();
        view! { <Page /> }
    });
}
