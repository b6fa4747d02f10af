//! Many files are judged in batches; each gets the verdicts it gets by itself.

use plimsoll_rules::finding::Outcome;
use plimsoll_rules::report::Report;
use plimsoll_rules::span::Span;
use plimsoll_rules::{Policy, assess, read};

/// More than one batch has room for.
const FILES: usize = 1100;

const TEXTS: [&str; 5] = [
    "FROM alpine:latest\nRUN apk add curl\n",
    "FROM scratch\nCOPY app /app\nUSER 10001\nCMD [\"/app\"]\n",
    "FROM debian:12\nRUN apt-get update\nRUN cd /srv && curl http://example.org/a.sh | sh\n",
    "",
    "RUN sudo true\nONBUILD ADD . /srv\n",
];

fn name(index: usize) -> String {
    format!("{index}/Dockerfile")
}

fn text(index: usize) -> &'static [u8] {
    TEXTS[index % TEXTS.len()].as_bytes()
}

type Told<'r> = (&'r str, Outcome, &'r str, Option<Span>);

fn told<'r>(report: &'r Report, name: &str) -> Vec<Told<'r>> {
    let own = report
        .findings
        .iter()
        .filter(|it| it.artifact.as_deref() == Some(name));
    own.map(|it| (it.control.id, it.outcome, &*it.message, it.span))
        .collect()
}

#[test]
fn a_file_is_judged_among_many_as_by_itself() {
    let all: Vec<_> = (0..FILES)
        .map(|index| read(&name(index), text(index)))
        .collect();
    let policy = Policy::default();
    let together = assess(&all, &policy);
    assert!(!told(&together, &name(FILES - 1)).is_empty());
    // On both sides of where batches of 16 and of 512 end, and of each text one.
    for index in [
        0,
        1,
        2,
        3,
        4,
        15,
        16,
        17,
        510,
        511,
        512,
        513,
        1024,
        FILES - 1,
    ] {
        let name = name(index);
        let alone = assess(&[read(&name, text(index))], &policy);
        assert_eq!(told(&together, &name), told(&alone, &name), "{name}");
    }
}
