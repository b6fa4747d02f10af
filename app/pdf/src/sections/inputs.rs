//! The files the report rests on and what was found in them.

use std::collections::BTreeMap;

use plimsoll_rules::export::json::{Input, Problem};

use crate::layout::flow::Flow;
use crate::layout::table::{Cell, Column, Table};
use crate::limits;
use crate::sections::index::Index;
use crate::sections::shown;
use crate::style::{Ink, Style};
use crate::text::{Run, clip};
use crate::words::{count, sentence, size};

/// Fills the section.
pub(super) fn fill(flow: &mut Flow<'_>, index: &Index<'_>) {
    let inputs = &index.document.inputs;
    if inputs.is_empty() {
        flow.say("No file was given.");
        return;
    }
    let given = index.given();
    let mut parts: BTreeMap<&str, usize> = BTreeMap::new();
    for bundle in inputs.iter().filter_map(|input| input.part_of.as_deref()) {
        *parts.entry(bundle).or_default() += 1;
    }
    flow.say(
        "Every file that was given, also those that could not be read. Each hash is of the \
         file's bytes as given, so anyone who holds the file can check that it is the one.",
    );
    flow.table(Table {
        summary: "Files with kind, size and SHA-256".to_owned(),
        columns: vec![
            Column::text("File", 2.0),
            Column::text("Kind", 1.2),
            Column::number("Size", 0.8),
            Column::text("SHA-256", 2.3),
        ],
        rows: shown(&given)
            .iter()
            .map(|input| row(input, parts.get(&*input.name).copied()))
            .collect(),
        named_rows: true,
    });
    more(flow, given.len(), "file");
    problems(flow, inputs);
    subjects(flow, index);
}

/// A file; of a bundle also how many parts it was taken apart into.
fn row(input: &Input, parts: Option<usize>) -> Vec<Cell> {
    let kind = Cell::text(&sentence(&clip(&input.kind, 60)));
    let kind = match &*input.support {
        "checked" => kind,
        other => kind.and(Run::new(
            format!(" ({})", sentence(&clip(other, 40)).to_lowercase()),
            Style::CELL.ink(Ink::FAINT),
        )),
    };
    let kind = match parts {
        None => kind,
        Some(parts) => kind.and(Run::new(
            format!(", {}", count(parts, "part")),
            Style::CELL.ink(Ink::SOFT),
        )),
    };
    let hash = Run::new(
        clip(&input.sha256, 80),
        Style::CELL.mono().size(6.6).ink(Ink::SOFT),
    );
    vec![
        Cell::mono(&clip(&input.name, limits::NAME)),
        kind,
        Cell::text(&size(input.bytes)),
        Cell::runs(vec![hash]),
    ]
}

fn problems(flow: &mut Flow<'_>, inputs: &[Input]) {
    flow.subheading("Problems while reading", None);
    let all: Vec<(&Input, &Problem)> = inputs
        .iter()
        .flat_map(|input| {
            input
                .problems
                .iter()
                .take(limits::PROBLEMS_EACH)
                .map(move |problem| (input, problem))
        })
        .collect();
    if all.is_empty() {
        flow.say("None: every file was read in full.");
        return;
    }
    let rows = shown(&all)
        .iter()
        .map(|(input, problem)| {
            let line = problem.span.map(|span| format!(":{}", span.start_line));
            let place = format!(
                "{}{}",
                clip(&input.name, limits::NAME),
                line.unwrap_or_default()
            );
            vec![
                Cell::mono(&place),
                Cell::text(effect(&problem.effect)),
                Cell::text(&clip(&problem.message, limits::SENTENCE)),
            ]
        })
        .collect();
    flow.table(Table {
        summary: "What could not be read, or only with a reservation".to_owned(),
        columns: vec![
            Column::text("Place", 1.8),
            Column::text("Effect", 1.3),
            Column::text("Problem", 3.0),
        ],
        rows,
        named_rows: true,
    });
    let number = inputs.iter().map(|input| input.problems.len()).sum();
    if let Some(words) = limits::left_out(number, shown(&all).len(), "problem") {
        flow.note(&words);
    }
}

fn effect(word: &str) -> &'static str {
    match word {
        "note" => "Every verdict stands",
        "partial" => "A part is unknown",
        "unreadable" => "Nothing could be read",
        _ => "Not known to this version",
    }
}

fn subjects(flow: &mut Flow<'_>, index: &Index<'_>) {
    let subjects = &index.document.subjects;
    if subjects.is_empty() {
        return;
    }
    flow.subheading("Subjects", None);
    flow.say(&format!(
        "{} judged.",
        if subjects.len() == 1 {
            "1 subject was".to_owned()
        } else {
            format!("{} were", count(subjects.len(), "subject"))
        }
    ));
    let rows = shown(subjects)
        .iter()
        .map(|subject| {
            let names: Vec<&str> = subject
                .artifacts
                .iter()
                .map(String::as_str)
                .take(limits::PROBLEMS_EACH)
                .collect();
            vec![
                Cell::text(&clip(&subject.name, limits::NAME)).strong(),
                Cell::text(&sentence(&clip(&subject.kind, 60))),
                Cell::mono(&clip(&names.join(", "), limits::SENTENCE)),
            ]
        })
        .collect();
    flow.table(Table {
        summary: "What was judged, and the files it was read from".to_owned(),
        columns: vec![
            Column::text("Subject", 2.0),
            Column::text("Kind", 1.0),
            Column::text("Read from", 3.0),
        ],
        rows,
        named_rows: true,
    });
    more(flow, subjects.len(), "subject");
}

fn more(flow: &mut Flow<'_>, all: usize, noun: &str) {
    if let Some(words) = limits::left_out(all, all.min(limits::ROWS), noun) {
        flow.note(&words);
    }
}
