//! What is on screen.

use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

/// How far outside the screen counts as near.
const NEAR: &str = "1200px 0px";

/// Watches an element for as long as it lives.
pub struct Watch {
    observer: IntersectionObserver,
    _told: Closure<dyn Fn(Array)>,
}

impl Watch {
    /// Runs with whether the element is near the screen, and its height in pixels.
    pub fn new(element: &Element, run: impl Fn(bool, f64) + 'static) -> Option<Self> {
        let told = Closure::<dyn Fn(Array)>::new(move |entries: Array| {
            if let Some(last) = entries.iter().last() {
                let entry: IntersectionObserverEntry = last.unchecked_into();
                run(
                    entry.is_intersecting(),
                    entry.bounding_client_rect().height(),
                );
            }
        });
        let options = IntersectionObserverInit::new();
        options.set_root_margin(NEAR);
        let observer =
            IntersectionObserver::new_with_options(told.as_ref().unchecked_ref(), &options).ok()?;
        observer.observe(element);
        Some(Self {
            observer,
            _told: told,
        })
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
