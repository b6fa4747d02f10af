//! The document's text in pieces, which are made side by side.
//!
//! A document of a fleet is mostly findings. No more of them than are worked on at a time are
//! ever held both as values and as text.

use super::lent::Lent;
use super::{Document, Verdicts};
use super::{convert, layout, pretty};
use crate::executor::{self, Executor};
use crate::report::{Report, Reported};

/// The place of the findings in a document without any. No string holds it, because strings
/// have no bare line breaks, and no other key stands at this depth.
const PLACE: &str = "\n  \"findings\": [],\n";

/// How many collections a finding stands in, and what each of its lines begins with.
const DEPTH: (usize, &str) = (2, "    ");

/// How many bytes most findings take at most.
const USUAL: usize = 1024;

pub(super) fn pieces(executor: &dyn Executor, report: &Report, verdicts: Verdicts) -> Vec<String> {
    let told = convert::told(report, verdicts);
    let chunks: Vec<&[&Reported]> = told.chunks(convert::CHUNK).collect();
    // The frame is a part like the others, and the largest of them: it comes first.
    let mut texts = executor::map(executor, chunks.len() + 1, |part| {
        match part.checked_sub(1).and_then(|chunk| chunks.get(chunk)) {
            Some(chunk) => listed(report, chunk),
            None => pretty(&convert::frame(report)),
        }
    })
    .into_iter();
    let mut frame = texts.next().unwrap_or_default();
    frame.push('\n');
    let count = chunks.len();
    if count == 0 {
        return vec![frame];
    }
    let Some((before, after)) = frame.split_once(PLACE) else {
        return vec![Document::new_on(executor, report, verdicts).to_json()];
    };
    let mut pieces = Vec::with_capacity(count + 2);
    pieces.push(format!("{before}\n  \"findings\": [\n"));
    for (number, mut text) in (1..).zip(texts) {
        text.push_str(if number < count { ",\n" } else { "\n" });
        pieces.push(text);
    }
    pieces.push(format!("  ],\n{after}"));
    pieces
}

/// The findings as they stand in the document's list, without a line break at the end.
fn listed(report: &Report, chunk: &[&Reported]) -> String {
    let (depth, blanks) = DEPTH;
    let mut bytes = Vec::with_capacity(chunk.len() * USUAL);
    for (number, finding) in chunk.iter().enumerate() {
        if number > 0 {
            bytes.extend_from_slice(b",\n");
        }
        bytes.extend_from_slice(blanks.as_bytes());
        layout::write(&Lent::of(report, finding), depth, &mut bytes);
    }
    layout::text(bytes)
}

#[cfg(test)]
mod tests {
    use super::{Document, Verdicts};
    use crate::executor::InTurn;
    use crate::export::json::json_on;
    use crate::policy::Policy;
    use crate::{assess, read};

    #[test]
    fn pieces_make_the_document() {
        let runs = "RUN apt-get install curl\n".repeat(200);
        for text in [
            String::new(),
            "FROM alpine\n  \"findings\": [],\n".to_owned(),
            format!("FROM debian:12\n{runs}"),
        ] {
            let report = assess(&[read("Dockerfile", text.as_bytes())], &Policy::default());
            for verdicts in [Verdicts::Failing, Verdicts::All] {
                let pieces = json_on(&InTurn, &report, verdicts);
                assert!(pieces.concat() == Document::new(&report, verdicts).to_json());
            }
        }
        let report = assess(&[], &Policy::default());
        let pieces = json_on(&InTurn, &report, Verdicts::All);
        assert!(pieces.concat() == Document::new(&report, Verdicts::All).to_json());
    }
}
