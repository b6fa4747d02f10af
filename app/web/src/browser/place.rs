//! Where the reader is on a screen, so that Back leads there again.
//!
//! Pixels alone do not say it: rows far from the window are not laid out until they come near, so
//! the same list is of another height each time. The row that was at the top says it.

use leptos::prelude::{document, request_animation_frame, window};
use wasm_bindgen::JsCast;
use web_sys::Element;

/// Elements a reader finds his place by.
const ROWS: &str = "#screen .row[data-control]";
/// Frames within which a screen is drawn, and rows near the window have got their heights.
const FRAMES: u8 = 60;
/// Frames in a row without a move that say they have.
const STEADY: u8 = 3;

/// A place on a screen.
#[derive(Debug, Clone, Default)]
pub struct Place {
    /// How far down the page was scrolled, in pixels.
    y: f64,
    /// The first row that was in sight.
    row: Option<Row>,
}

/// A row in sight.
#[derive(Debug, Clone)]
struct Row {
    control: String,
    /// How far below the window's upper edge it began, in pixels; negative above it.
    top: f64,
}

/// Where the reader is now.
pub fn here() -> Place {
    Place {
        // A window always says.
        y: window().scroll_y().unwrap_or_default(),
        row: first_in_sight(),
    }
}

/// Brings the reader there, once what belongs there is drawn.
pub fn go(place: Place) {
    request_animation_frame(move || settle(place, FRAMES, STEADY));
}

/// Scrolls until the row stands where it stood, or the page where it was without one: rows are still
/// drawn meanwhile, and others get their heights.
fn settle(place: Place, frames: u8, steady: u8) {
    let row = place.row.as_ref();
    let now = row.and_then(|row| Some((row, element(&row.control)?)));
    let is_drawn = row.is_none() || now.is_some();
    let off = match now {
        Some((row, now)) => now.get_bounding_client_rect().top() - row.top,
        None => place.y - window().scroll_y().unwrap_or_default(),
    };
    window().scroll_by_with_x_and_y(0.0, off);
    let is_there = off.abs() < 1.0 && is_drawn;
    let steady = if is_there { steady - 1 } else { STEADY };
    if frames > 0 && steady > 0 {
        request_animation_frame(move || settle(place, frames - 1, steady));
    }
}

fn first_in_sight() -> Option<Row> {
    let rows = document().query_selector_all(ROWS).ok()?;
    (0..rows.length()).find_map(|at| {
        let element = rows.item(at)?.dyn_into::<Element>().ok()?;
        let bounds = element.get_bounding_client_rect();
        // What a closed group holds has no height.
        (bounds.height() > 0.0 && bounds.bottom() > 0.0).then_some(Row {
            control: element.get_attribute("data-control")?,
            top: bounds.top(),
        })
    })
}

fn element(control: &str) -> Option<Element> {
    let rows = document().query_selector_all(ROWS).ok()?;
    (0..rows.length()).find_map(|at| {
        let element = rows.item(at)?.dyn_into::<Element>().ok()?;
        (element.get_attribute("data-control")? == control).then_some(element)
    })
}
