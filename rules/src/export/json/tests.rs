use super::{Document, Remedy, Span, Verdicts};
use crate::policy::Policy;
use crate::{assess, read};

fn remedy(text: &str, control: &str) -> Option<Remedy> {
    let report = assess(&[read("Dockerfile", text.as_bytes())], &Policy::default());
    let document = Document::new(&report, Verdicts::Failing);
    let mut findings = document.findings.into_iter();
    findings.find(|finding| finding.control == control)?.remedy
}

#[test]
fn a_remedy_tells_its_edits_by_lines_and_columns() {
    let remedy = remedy(
        "FROM alpine:3.22\nADD é.txt /srv/\n",
        "files-copied-not-added",
    )
    .unwrap();
    assert_eq!(remedy.asks, None);
    let [edit] = remedy.edits.as_slice() else {
        panic!("{remedy:?}");
    };
    let span = Span {
        start_line: 2,
        start_column: 1,
        end_line: 2,
        end_column: 4,
    };
    assert_eq!((edit.span, &*edit.text), (span, "COPY"));
}

#[test]
fn a_remedy_that_repeats_a_secret_is_left_out() {
    let command = |words: &str| format!("FROM alpine:3.22\nCMD serve {words}\n");
    let id = "command-exec-form";
    assert!(remedy(&command("--port 80"), id).is_some());
    assert_eq!(remedy(&command("--password hunter2"), id), None);
}
