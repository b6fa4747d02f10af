//! What runs whenever something changes.
//!
//! The reactive types are compiled anew for each closure they hold, some two kilobytes each. Closures
//! in boxes are one type.

use leptos::prelude::*;

/// Carries something out now, and again whenever what it read changes.
pub fn effect(run: impl FnMut() + 'static) {
    of_box(Box::new(run));
}

fn of_box(mut run: Box<dyn FnMut()>) {
    Effect::new(move |_| run());
}

/// Whether something holds; who reads it hears of changes of the answer alone.
pub fn claim(test: impl Fn() -> bool + Send + Sync + 'static) -> Memo<bool> {
    claim_of_box(Box::new(test))
}

fn claim_of_box(test: Box<dyn Fn() -> bool + Send + Sync>) -> Memo<bool> {
    Memo::new(move |_| test())
}
