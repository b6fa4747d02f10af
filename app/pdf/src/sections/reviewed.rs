//! The controls that did not fail: those still open, and those that passed.

use plimsoll_rules::export::json::Control;

use crate::layout::flow::Flow;
use crate::layout::table::{Cell, Column, Table};
use crate::limits;
use crate::sections::index::Index;
use crate::sections::shown;
use crate::style::{Ink, Style};
use crate::text::{Run, clip};
use crate::words::{count, sentence, severity, severity_symbol, thousands, tier};

/// Fills the section on what is still open.
pub(super) fn not_reviewed(flow: &mut Flow<'_>, index: &Index<'_>) {
    let open = index.controls(|control| control.status_accepted == "not_reviewed");
    if open.is_empty() {
        flow.say("Every control that applies was reviewed.");
        return;
    }
    flow.say(&format!(
        "{} could not be decided from these files. They count neither for nor against the \
         score; they widen the distance between floor and ceiling.",
        count(open.len(), "control"),
    ));
    let rows = shown(&open)
        .iter()
        .map(|control| {
            vec![
                titled(control),
                Cell::word(
                    &severity(&control.severity),
                    Some(severity_symbol(&control.severity)),
                ),
                Cell::text(&sentence(&control.section)),
                Cell::text(&why_open(index, control)),
            ]
        })
        .collect();
    flow.table(Table {
        summary: "Controls that were not reviewed, and why".to_owned(),
        columns: vec![
            Column::text("Control", 2.9),
            Column::text("Severity", 1.1),
            Column::text("Section", 0.9),
            Column::text("Why it is open", 2.0),
        ],
        rows,
        named_rows: true,
    });
    more(flow, open.len());
}

/// Fills the section on what passed, and on what does not apply.
pub(super) fn passed(flow: &mut Flow<'_>, index: &Index<'_>) {
    let passed = index.controls(|control| control.status_accepted == "passed");
    if passed.is_empty() {
        flow.say("No control passed.");
    } else {
        flow.say(&format!(
            "{} passed on every subject.",
            count(passed.len(), "control")
        ));
        let rows = shown(&passed)
            .iter()
            .map(|control| {
                vec![
                    titled(control),
                    Cell::word(
                        &severity(&control.severity),
                        Some(severity_symbol(&control.severity)),
                    ),
                    Cell::text(&tier(control.decided_by.as_deref())),
                    Cell::text(&thousands(control.tally.pass)),
                ]
            })
            .collect();
        flow.table(Table {
            summary: "Controls that passed".to_owned(),
            columns: vec![
                Column::text("Control", 4.0),
                Column::text("Severity", 1.1),
                Column::text("Decided by", 1.1),
                Column::number("Subjects", 0.7),
            ],
            rows,
            named_rows: true,
        });
        more(flow, passed.len());
    }
    not_applicable(flow, index);
}

fn not_applicable(flow: &mut Flow<'_>, index: &Index<'_>) {
    let exempt = index.controls(|control| control.status_accepted == "not_applicable");
    if exempt.is_empty() {
        return;
    }
    flow.subheading("Not applicable", None);
    flow.say(&format!(
        "{} without weight: nothing that was given is concerned, or a policy leaves them out.",
        count(exempt.len(), "control"),
    ));
    // By id alone: with a few files, most of the catalogue is here, and nobody reads it line by line.
    let ids: Vec<String> = shown(&exempt)
        .iter()
        .map(|control| format!("`{}`", control.id))
        .collect();
    flow.note(&ids.join(", "));
    more(flow, exempt.len());
}

/// A control's title with its id behind it.
fn titled(control: &Control) -> Cell {
    let id = clip(&control.id, limits::NAME);
    let style = Style::CELL.mono().ink(Ink::FAINT).size(6.8);
    Cell::text(&clip(&control.title, limits::NAME)).below(Run::new(id, style))
}

/// The first thing that must be known, or that no file speaks of the control.
fn why_open(index: &Index<'_>, control: &Control) -> String {
    let unknown = index.findings(&control.id, "unknown");
    if let Some(finding) = unknown
        .first()
        .filter(|finding| !finding.message.is_empty())
    {
        return clip(&finding.message, limits::SENTENCE);
    }
    match control.tally.unknown {
        0 => "No file in this report speaks of it.".to_owned(),
        number => format!("Undecided on {}.", count(number, "subject")),
    }
}

fn more(flow: &mut Flow<'_>, all: usize) {
    if let Some(words) = limits::left_out(all, all.min(limits::ROWS), "control") {
        flow.note(&words);
    }
}
