//! What people answered where no file tells, and which answers settle nothing.

use plimsoll_rules::export::json::Attestation;

use crate::layout::flow::Flow;
use crate::layout::table::{Cell, Column, Table};
use crate::limits;
use crate::sections::accepted::{more, until};
use crate::sections::index::Index;
use crate::sections::shown;
use crate::style::{Ink, Style};
use crate::text::{Run, clip};
use crate::words::{count, day};

/// Adds the answers, where there are any.
pub(super) fn fill(flow: &mut Flow<'_>, index: &Index<'_>) {
    let answers = &index.document.attestations;
    if answers.is_empty() {
        return;
    }
    flow.subheading("Answers", None);
    flow.note(
        "What no file tells, a person answered. An answer settles what the files leave open and \
         never overrules them.",
    );
    flow.table(Table {
        summary: "Answers with who gave them, what they rest on, and what they do".to_owned(),
        columns: vec![
            Column::text("Control and answer", 1.9),
            Column::text("Who and when", 1.1),
            Column::text("What it rests on", 1.8),
            Column::text("Until", 0.9),
            Column::text("What it does", 1.3),
        ],
        rows: shown(answers).iter().map(row).collect(),
        named_rows: true,
    });
    more(flow, answers.len(), "answer");
}

fn row(answer: &Attestation) -> Vec<Cell> {
    let said = match answer.answer.as_deref() {
        Some("holds") => "It holds",
        Some("fails") => "It does not hold",
        Some("not_applicable") => "It does not concern what was given",
        Some(_) | None => "Nothing that can be understood",
    };
    let said = match &answer.subject {
        None => format!("{said}."),
        Some(subject) => format!("{said}, of {}.", clip(subject, limits::NAME)),
    };
    let control = Cell::mono(&clip(&answer.control, limits::NAME));
    let who = Cell::text(&clip(&answer.by, limits::NAME));
    let who = match answer.on.as_deref() {
        None => who,
        Some(on) => who.below(Run::new(clip(&day(on), 40), Style::CELL.ink(Ink::SOFT))),
    };
    vec![
        control.below(Run::new(said, Style::CELL.ink(Ink::SOFT))),
        who,
        Cell::text(&clip(&answer.evidence, limits::SENTENCE)),
        until(answer.until.as_deref()),
        Cell::text(&effect(answer)),
    ]
}

fn effect(answer: &Attestation) -> String {
    match &*answer.effect {
        "applied" => return format!("Settles {}.", count(answer.settles, "question")),
        "decided" => "Files settle it, and they stand.",
        "expired" => "Its last day has passed.",
        "early" => "It is of a later day than the report.",
        "undated" => "The report has no date to compare its days with.",
        "incomplete" => "It lacks an answer, a name, its grounds or a day.",
        "unknown_control" => "No control of the catalogue has this name.",
        "unknown_subject" => "It names a subject that is not in the report.",
        "out_of_scope" => "The report is not about what it speaks of.",
        _ => "Not known to this version.",
    }
    .to_owned()
}
