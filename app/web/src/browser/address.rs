//! The address's fragment.

use leptos::prelude::window;
use plimsoll_view::route::Route;
use wasm_bindgen::prelude::JsValue;
use web_sys::ScrollRestoration;

/// The view that the address names.
pub fn read() -> Route {
    Route::parse(&window().location().hash().unwrap_or_default())
}

/// Goes there, so that Back returns.
pub fn push(route: &Route) {
    // A fragment of ours is always a valid one.
    window().location().set_hash(&route.fragment()).ok();
}

/// Says where the reader is, without a step for Back.
pub fn replace(route: &Route) {
    let history = window().history();
    // Where the address may not be written, the view simply is not in it.
    history
        .and_then(|it| it.replace_state_with_url(&it.state()?, "", Some(&route.fragment())))
        .ok();
}

/// Which step of the reader's history this is. One that is new gets `next`; the others keep theirs,
/// so that Back and Forward are told from links.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the number is one we gave"
)]
pub fn step(next: u32) -> u32 {
    let history = window().history();
    let known = history
        .as_ref()
        .ok()
        .and_then(|it| it.state().ok()?.as_f64());
    known.map_or_else(
        || {
            // Where steps cannot be numbered, every one is new.
            history
                .and_then(|it| it.replace_state(&JsValue::from(next), ""))
                .ok();
            next
        },
        |step| step as u32,
    )
}

/// Runs when the reader goes back, forward or elsewhere. Where to scroll is left to that.
pub fn on_change(run: impl Fn(Route) + 'static) {
    let history = window().history();
    // Where the browser insists on scrolling, it scrolls to the same place sooner.
    history
        .and_then(|it| it.set_scroll_restoration(ScrollRestoration::Manual))
        .ok();
    let listener = gloo::events::EventListener::new(&window(), "hashchange", move |_| run(read()));
    // The page listens for as long as it is open.
    listener.forget();
}
