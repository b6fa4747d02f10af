//! Accepted risks: who answers for them, why, until when, and which waivers do nothing; and
//! behind them what people answered.

use plimsoll_rules::export::json::{Finding, Waiver};

use crate::layout::flow::Flow;
use crate::layout::table::{Cell, Column, Table};
use crate::limits;
use crate::sections::index::{Index, place};
use crate::sections::{answers, failed, shown};
use crate::style::{Ink, Style};
use crate::text::{Run, clip};
use crate::words::{count, day};

/// Fills the section.
pub(super) fn fill(flow: &mut Flow<'_>, index: &Index<'_>) {
    let (applied, idle): (Vec<&Waiver>, Vec<&Waiver>) = index
        .document
        .waivers
        .iter()
        .partition(|waiver| waiver.effect == "applied");
    let accepted: Vec<&Finding> = index
        .document
        .findings
        .iter()
        .filter(|finding| finding.accepted.is_some())
        .collect();
    if applied.is_empty() && accepted.is_empty() {
        flow.say("No risk is accepted.");
    } else {
        flow.say(
            "An accepted risk stays a failure in the strict score. It is left out of the other \
             one, which is always printed beside it.",
        );
    }
    if !applied.is_empty() {
        in_force(flow, &applied);
    }
    let comments: Vec<&Finding> = accepted
        .iter()
        .copied()
        .filter(|finding| by_comment(finding))
        .collect();
    if !comments.is_empty() {
        by_comments(flow, &comments);
    }
    if !accepted.is_empty() {
        findings(flow, index, &accepted);
    }
    if !idle.is_empty() {
        without_effect(flow, &idle);
    }
    answers::fill(flow, index);
}

fn by_comment(finding: &Finding) -> bool {
    finding
        .accepted
        .as_ref()
        .is_some_and(|accepted| accepted.by == "comment")
}

/// The control a waiver names and how narrowly.
fn scope(waiver: &Waiver) -> Cell {
    let mut cell = Cell::mono(&clip(&waiver.control, limits::NAME));
    for (word, name) in [("on", &waiver.subject), ("in", &waiver.artifact)] {
        if let Some(name) = name {
            let words = format!(" {word} {}", clip(name, limits::NAME));
            cell = cell.and(Run::new(words, Style::CELL.ink(Ink::SOFT)));
        }
    }
    cell
}

pub(super) fn until(date: Option<&str>) -> Cell {
    Cell::text(&date.map_or("No end".to_owned(), |date| clip(&day(date), 40)))
}

fn in_force(flow: &mut Flow<'_>, waivers: &[&Waiver]) {
    flow.subheading("Waivers in force", None);
    let rows = shown(waivers)
        .iter()
        .map(|waiver| {
            vec![
                scope(waiver),
                Cell::text(&clip(&waiver.owner, limits::NAME)),
                Cell::text(&clip(&waiver.reason, limits::SENTENCE)),
                until(waiver.expires.as_deref()),
                Cell::text(&waiver.accepts.to_string()),
            ]
        })
        .collect();
    flow.table(Table {
        summary: "Waivers in force with owner, reason and last day".to_owned(),
        columns: vec![
            Column::text("Control and scope", 1.9),
            Column::text("Owner", 1.0),
            Column::text("Reason", 2.2),
            Column::text("Until", 1.0),
            Column::number("Accepts", 0.6),
        ],
        rows,
        named_rows: true,
    });
    more(flow, waivers.len(), "waiver");
}

fn by_comments(flow: &mut Flow<'_>, findings: &[&Finding]) {
    flow.subheading("Accepted by a comment in a file", None);
    let rows = shown(findings)
        .iter()
        .map(|finding| {
            let accepted = finding.accepted.as_ref();
            let word =
                |pick: Option<&str>| Cell::text(&clip(pick.unwrap_or("—"), limits::SENTENCE));
            vec![
                Cell::mono(&clip(&finding.control, limits::NAME)),
                place(finding).map_or_else(|| Cell::text("—"), |place| Cell::mono(&place)),
                word(accepted.and_then(|accepted| accepted.tool.as_deref())),
                word(accepted.and_then(|accepted| accepted.reason.as_deref())),
            ]
        })
        .collect();
    flow.table(Table {
        summary: "Findings that a comment for some tool accepts".to_owned(),
        columns: vec![
            Column::text("Control", 1.5),
            Column::text("Place", 1.6),
            Column::text("Comment for", 0.9),
            Column::text("Reason given", 1.7),
        ],
        rows,
        named_rows: true,
    });
    more(flow, findings.len(), "finding");
}

fn findings(flow: &mut Flow<'_>, index: &Index<'_>, findings: &[&Finding]) {
    flow.subheading("What is accepted", None);
    let rows = shown(findings)
        .iter()
        .map(|finding| {
            let mut cells = failed::row(index, finding);
            // The source makes way for the control: the evidence is the finding's own.
            cells.pop();
            cells.insert(0, Cell::mono(&clip(&finding.control, limits::NAME)));
            cells
        })
        .collect();
    flow.table(Table {
        summary: "Failures that are accepted, with their places".to_owned(),
        columns: vec![
            Column::text("Control", 1.4),
            Column::text("Place", 1.5),
            Column::text("Subject", 1.1),
            Column::text("Finding", 2.2),
        ],
        rows,
        named_rows: true,
    });
    more(flow, findings.len(), "finding");
}

fn without_effect(flow: &mut Flow<'_>, waivers: &[&Waiver]) {
    flow.subheading("Waivers without effect", None);
    flow.note(&format!(
        "{} in the policy and change nothing.",
        if waivers.len() == 1 {
            "1 waiver stands".to_owned()
        } else {
            format!("{} stand", count(waivers.len(), "waiver"))
        }
    ));
    let rows = shown(waivers)
        .iter()
        .map(|waiver| {
            vec![
                scope(waiver),
                Cell::text(&clip(&waiver.owner, limits::NAME)),
                until(waiver.expires.as_deref()),
                Cell::text(why_idle(&waiver.effect)),
            ]
        })
        .collect();
    flow.table(Table {
        summary: "Waivers that change nothing, and why".to_owned(),
        columns: vec![
            Column::text("Control and scope", 1.9),
            Column::text("Owner", 1.0),
            Column::text("Until", 1.0),
            Column::text("Why it does nothing", 2.4),
        ],
        rows,
        named_rows: true,
    });
    more(flow, waivers.len(), "waiver");
}

fn why_idle(effect: &str) -> &'static str {
    match effect {
        "expired" => "Its last day has passed.",
        "undated" => "The report has no date to compare its last day with.",
        "incomplete" => "It lacks an owner, a reason or a last day.",
        "unknown_control" => "No control of the catalogue has this name.",
        "unmatched" => "No failure matches it.",
        _ => "Not known to this version.",
    }
}

pub(super) fn more(flow: &mut Flow<'_>, all: usize, noun: &str) {
    if let Some(words) = limits::left_out(all, all.min(limits::ROWS), noun) {
        flow.note(&words);
    }
}
