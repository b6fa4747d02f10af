//! The document's text in pieces, which are made side by side.
//!
//! A document of a fleet is mostly findings. No more of them than are worked on at a time are
//! ever held as text.

use memchr::memmem;

use super::lent::{Lent, Masks};
use super::{Document, Verdicts};
use super::{convert, layout};
use crate::executor::{self, Executor};
use crate::report::{Report, Reported};

/// The place of the findings in a document without any. No string holds it, because strings
/// have no bare line breaks, and no other key stands at this depth.
const PLACE: &str = "\n  \"findings\": [],\n";

/// How many collections a finding stands in, and what each of its lines begins with.
const DEPTH: (usize, &str) = (2, "    ");

/// How many bytes most findings take at most.
const USUAL: usize = 1280;

/// How many chunks of findings are held as text at a time.
const HELD: usize = 32;

/// Hands the document's text over piece by piece, in order.
pub(super) fn tell(
    executor: &dyn Executor,
    report: &Report,
    verdicts: Verdicts,
    take: &mut dyn FnMut(&str),
) {
    let told = convert::told(report, verdicts);
    let chunks: Vec<&[&Reported]> = told.chunks(convert::CHUNK).collect();
    let (first, others) = chunks.split_at(HELD.min(chunks.len()));
    // The frame is a part like the others, and the largest of them: it comes first.
    let mut texts = executor::map(executor, first.len() + 1, |part| {
        match part.checked_sub(1).and_then(|chunk| first.get(chunk)) {
            Some(chunk) => listed(report, chunk),
            None => frame(report),
        }
    })
    .into_iter();
    let mut frame = texts.next().unwrap_or_default();
    frame.push('\n');
    if chunks.is_empty() {
        return take(&frame);
    }
    let place = memmem::find(frame.as_bytes(), PLACE.as_bytes());
    let split = place.and_then(|at| Some((frame.get(..at)?, frame.get(at + PLACE.len()..)?)));
    let Some((before, after)) = split else {
        return take(&Document::new_on(executor, report, verdicts).to_json());
    };
    take(before);
    take("\n  \"findings\": [\n");
    let mut is_first = true;
    let mut tell = |text: &str| {
        if !is_first {
            take(",\n");
        }
        is_first = false;
        take(text);
    };
    for text in texts {
        tell(&text);
    }
    for held in others.chunks(HELD) {
        let texts = executor::map(executor, held.len(), |chunk| {
            listed(report, held.get(chunk).copied().unwrap_or_default())
        });
        for text in &texts {
            tell(text);
        }
    }
    take("\n  ],\n");
    take(after);
}

/// How many bytes the catalogue takes in every document, and each file: room for them is made at
/// once.
const CATALOGUE: usize = 512 * 1024;
const FILE: usize = 768;

/// The document without its findings, and without a line break at the end.
fn frame(report: &Report) -> String {
    let mut bytes = Vec::with_capacity(CATALOGUE + FILE * report.inputs.len());
    layout::write(&convert::frame(report), 0, &mut bytes);
    layout::text(bytes)
}

/// The findings as they stand in the document's list, without a line break at the end.
fn listed(report: &Report, chunk: &[&Reported]) -> String {
    let (depth, blanks) = DEPTH;
    let mut bytes = Vec::with_capacity(chunk.len() * USUAL);
    let mut masks = Masks::default();
    for (number, finding) in chunk.iter().enumerate() {
        if number > 0 {
            bytes.extend_from_slice(b",\n");
        }
        bytes.extend_from_slice(blanks.as_bytes());
        layout::write(&Lent::of(report, finding, &mut masks), depth, &mut bytes);
    }
    layout::text(bytes)
}

#[cfg(test)]
mod tests {
    use super::{Document, HELD, Verdicts};
    use crate::export::json::convert::CHUNK;
    use crate::export::json::json;
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
                assert!(json(&report, verdicts) == Document::new(&report, verdicts).to_json());
            }
        }
        let many = "FROM debian:12\n".to_owned() + &"RUN apt-get install curl\n".repeat(1200);
        let report = assess(&[read("Dockerfile", many.as_bytes())], &Policy::default());
        assert!(report.findings.failures().count() > HELD * CHUNK);
        assert!(
            json(&report, Verdicts::Failing) == Document::new(&report, Verdicts::Failing).to_json()
        );
        let report = assess(&[], &Policy::default());
        let text = json(&report, Verdicts::All);
        assert!(text == Document::new(&report, Verdicts::All).to_json());
    }
}
