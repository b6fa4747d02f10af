//! Long lists, drawn a few rows at a time: however long a list is, the page answers in between.

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;

/// Makes the row of a position.
pub(crate) type Draw = Arc<dyn Fn(usize) -> AnyView + Send + Sync>;

/// Rows drawn in one go: more than a screen shows of most lists.
pub(crate) const ROWS: usize = 24;

/// The rows up to `limit`, `step` of them at once and the others as soon as the browser has time. A
/// limit that rises adds rows; those that are there stay as they are.
pub(crate) fn gradually(step: usize, limit: Signal<usize>, draw: Draw) -> AnyView {
    rows_from(0, step, limit, draw)
}

fn rows_from(start: usize, step: usize, limit: Signal<usize>, draw: Draw) -> AnyView {
    let end = limit.get_untracked().min(start + step);
    let rows: Vec<AnyView> = (start..end).map(|at| draw(at)).collect();
    let is_due = RwSignal::new(false);
    // A timer and no frame: pages that nobody sees have no frames.
    let timer = set_timeout_with_handle(move || is_due.set(true), Duration::ZERO);
    on_cleanup(move || {
        if let Ok(timer) = timer {
            timer.clear();
        }
    });
    let goes_on = Memo::new(move |_| is_due.get() && limit.get() > end);
    let rest = move || {
        let goes_on = goes_on.get();
        goes_on.then(|| rows_from(end, step, limit, Arc::clone(&draw)))
    };
    view! {
        {rows}
        {rest}
    }
    .into_any()
}
