//! The address's fragment.

use leptos::prelude::window;
use plimsoll_view::route::Route;
use wasm_bindgen::prelude::JsValue;

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
        .and_then(|it| it.replace_state_with_url(&JsValue::NULL, "", Some(&route.fragment())))
        .ok();
}

/// Runs when the reader goes back, forward or elsewhere.
pub fn on_change(run: impl Fn(Route) + 'static) {
    let listener = gloo::events::EventListener::new(&window(), "hashchange", move |_| run(read()));
    // The page listens for as long as it is open.
    listener.forget();
}
