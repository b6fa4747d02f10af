//! The published lists the controls answer to, item by item.

use plimsoll_rules::export::json::Framework;

use crate::layout::flow::Flow;
use crate::layout::table::{Cell, Column, Table};
use crate::limits;
use crate::sections::index::Index;
use crate::sections::shown;
use crate::style::Style;
use crate::text::{Run, clip};
use crate::words::{status, status_symbol, thousands};

const STATUSES: [&str; 4] = ["passed", "failed", "not_reviewed", "not_applicable"];

/// Fills the section.
pub(super) fn fill(flow: &mut Flow<'_>, index: &Index<'_>) {
    let frameworks = &index.document.frameworks;
    if frameworks.is_empty() {
        flow.say("The report was made against no framework.");
        return;
    }
    flow.say(
        "An item has the worst status of the controls that decide it, accepted risks counted as \
         failures. Items are named by number and in our own words.",
    );
    // Editions of one list ask nearly the same; the newest is printed, and the rest are named.
    let frameworks: Vec<&Framework> = frameworks.iter().filter(|it| !it.is_earlier()).collect();
    overview(flow, &frameworks);
    earlier(flow, &index.document.frameworks);
    for framework in shown(&frameworks) {
        items(flow, index, framework);
    }
}

/// The framework's title with its edition, unless the title names that itself.
fn name(framework: &Framework) -> String {
    match &framework.edition {
        Some(edition) if !framework.title.contains(edition.as_str()) => {
            clip(&format!("{} {edition}", framework.title), limits::NAME)
        }
        Some(_) | None => clip(&framework.title, limits::NAME),
    }
}

/// A sentence for every list whose earlier editions are left to the other exports.
fn earlier(flow: &mut Flow<'_>, frameworks: &[Framework]) {
    for framework in shown(frameworks).iter().filter(|it| !it.is_earlier()) {
        let editions = frameworks
            .iter()
            .filter(|it| it.is_earlier() && it.newest.as_deref() == Some(framework.id.as_str()));
        let names: Vec<&str> = editions
            .filter_map(|it| it.edition.as_deref())
            .take(limits::PROBLEMS_EACH)
            .collect();
        if !names.is_empty() {
            flow.note(&clip(
                &format!(
                    "{} is printed in its newest edition. The page and the JSON export hold {} \
                     with their own numbers.",
                    framework.title,
                    names.join(", ")
                ),
                limits::NAME,
            ));
        }
    }
}

fn overview(flow: &mut Flow<'_>, frameworks: &[&Framework]) {
    let rows = shown(frameworks)
        .iter()
        .map(|framework| {
            let counts = STATUSES.iter().map(|status| {
                framework
                    .items
                    .iter()
                    .filter(|item| item.status == *status)
                    .count()
            });
            let mut cells = vec![Cell::text(&name(framework)).strong()];
            cells.push(Cell::text(&thousands(framework.items.len())));
            cells.extend(counts.map(|number| Cell::text(&thousands(number))));
            cells
        })
        .collect();
    flow.table(Table {
        summary: "Frameworks with their items by status".to_owned(),
        columns: vec![
            Column::text("Framework", 3.0),
            Column::number("Items", 0.8),
            Column::number("Passed", 0.8),
            Column::number("Failed", 0.8),
            Column::number("Not reviewed", 1.0),
            Column::number("Not applicable", 1.0),
        ],
        rows,
        named_rows: true,
    });
    if let Some(words) = limits::left_out(frameworks.len(), shown(frameworks).len(), "framework") {
        flow.note(&words);
    }
}

fn items(flow: &mut Flow<'_>, index: &Index<'_>, framework: &Framework) {
    flow.subheading(&name(framework), None);
    let rows = shown(&framework.items)
        .iter()
        .map(|item| {
            let controls = item.controls.iter().take(limits::PROBLEMS_EACH);
            let ids: Vec<String> = controls
                .map(|id| {
                    // A control the report does not hold is marked, so that no link is taken for granted.
                    let mark = if index.control(id).is_some() {
                        ""
                    } else {
                        " (not in this report)"
                    };
                    format!("{}{mark}", clip(id, limits::NAME))
                })
                .collect();
            let decided = if ids.is_empty() {
                Cell::text("No control yet")
            } else {
                Cell::runs(vec![Run::new(ids.join(", "), Style::CELL.mono().size(6.8))])
            };
            vec![
                Cell::text(&clip(&item.id, 60)).strong(),
                Cell::text(&clip(&item.title, limits::NAME)),
                Cell::word(&status(&item.status), Some(status_symbol(&item.status))),
                decided,
            ]
        })
        .collect();
    flow.table(Table {
        summary: format!("Items of {} with their status", name(framework)),
        columns: vec![
            Column::text("Item", 0.6),
            Column::text("What it asks", 2.6),
            Column::text("Status", 1.1),
            Column::text("Decided by", 1.9),
        ],
        rows,
        named_rows: true,
    });
    let printed = shown(&framework.items).len();
    if let Some(words) = limits::left_out(framework.items.len(), printed, "item") {
        flow.note(&words);
    }
}
