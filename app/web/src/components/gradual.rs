//! Long lists, drawn a few rows at a time: however long a list is, the page answers in between.

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;

use crate::watch::claim;

/// Makes the row of a position.
pub(crate) type Draw = Arc<dyn Fn(usize) -> AnyView + Send + Sync>;

/// Says how many rows there are to be.
pub(crate) type Limit = Arc<dyn Fn() -> usize + Send + Sync>;

/// Rows drawn in one go: more than a screen shows of most lists.
pub(crate) const ROWS: usize = 24;

/// A fixed number of rows, `step` of them at once and the others as soon as the browser has time.
pub(crate) fn gradually(step: usize, number: usize, draw: Draw) -> AnyView {
    rows_from(0, step, Arc::new(move || number), draw)
}

/// The same of a list that may grow: it gets further rows, and those that are there stay.
pub(crate) fn growing(step: usize, limit: Limit, draw: Draw) -> AnyView {
    rows_from(0, step, limit, draw)
}

fn rows_from(start: usize, step: usize, limit: Limit, draw: Draw) -> AnyView {
    let end = untrack(|| limit()).min(start + step);
    let rows: Vec<AnyView> = (start..end).map(|at| draw(at)).collect();
    let is_due = RwSignal::new(false);
    // A timer and no frame: pages that nobody sees have no frames.
    let timer = set_timeout_with_handle(move || is_due.set(true), Duration::ZERO);
    on_cleanup(move || {
        if let Ok(timer) = timer {
            timer.clear();
        }
    });
    let most = Arc::clone(&limit);
    let goes_on = claim(move || is_due.get() && most() > end);
    let rest = move || {
        let goes_on = goes_on.get();
        goes_on.then(|| rows_from(end, step, Arc::clone(&limit), Arc::clone(&draw)))
    };
    view! {
        {rows}
        {rest}
    }
    .into_any()
}

/// A button below such a list that shows `step` more of it, for as long as there are more.
pub(crate) fn more(
    what: &'static str,
    shown: RwSignal<usize>,
    step: usize,
    total: Limit,
) -> AnyView {
    let is_more = claim(move || shown.get() < total());
    let button = move || {
        view! {
            <p class="actions">
                <button type="button" class="button" on:click=move |_| shown.update(|shown| *shown += step)>"Show more "{what}</button>
            </p>
        }
    };
    (move || is_more.get().then(button)).into_any()
}
