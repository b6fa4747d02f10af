//! Agreement with Compose itself, on what it was found to load and to refuse.

use super::{Fault, FaultKind, check};
use crate::model::compose::interpolate::Unset;
use crate::model::compose::{Origin, Scope};
use crate::model::yaml;

/// What Compose said of each text; the file says how it was asked.
const PROBES: &str = include_str!("probes.yaml");

/// The faults of a text on a machine that sets no variable.
fn faults(text: &str) -> Vec<Fault> {
    let scope = Scope {
        unset: Unset::Empty,
        ..Scope::alone(0, text.len(), Origin::default())
    };
    let documents = yaml::parse(text).documents;
    documents
        .first()
        .map_or_else(Vec::new, |root| check(root, &scope))
}

fn in_a_service(body: &str) -> String {
    let image = if body.starts_with("image:") {
        ""
    } else {
        "    image: a\n"
    };
    let lines: Vec<_> = body.lines().map(|line| format!("    {line}\n")).collect();
    format!("services:\n  w:\n{image}{}", lines.concat())
}

#[test]
fn the_same_texts_are_refused_as_by_compose() {
    let probes = yaml::parse(PROBES);
    assert!(probes.problems.is_empty(), "{:?}", probes.problems);
    let root = &probes.documents[0];
    let (mut disagreements, mut asked) = (Vec::new(), 0);
    for (kind, verdict) in [
        ("service", "loads"),
        ("service", "refused"),
        ("file", "loads"),
        ("file", "refused"),
    ] {
        for text in root.at(&[kind, verdict]).unwrap().items() {
            let text = text.as_str().unwrap();
            let text = match kind {
                "service" => in_a_service(text),
                _ => format!("{text}\n"),
            };
            asked += 1;
            let found = faults(&text);
            let refused: Vec<_> = found.iter().filter(|it| it.kind.is_refused()).collect();
            if refused.is_empty() != (verdict == "loads") {
                disagreements.push(format!("{verdict} by Compose:\n{text}{refused:?}\n"));
            }
        }
    }
    assert!(asked > 1_000);
    assert!(disagreements.is_empty(), "{}", disagreements.join("\n"));
}

#[test]
fn one_thing_wrong_is_one_fault() {
    let root = yaml::parse(PROBES).documents.remove(0);
    let mut several = Vec::new();
    for text in root.at(&["service", "refused"]).unwrap().items() {
        let text = in_a_service(text.as_str().unwrap());
        let found = faults(&text);
        let kinds: Vec<&FaultKind> = found.iter().map(|fault| &fault.kind).collect();
        if kinds.len() > 1 {
            several.push(format!("{text}{kinds:?}\n"));
        }
    }
    assert!(several.len() < 30, "{}", several.join("\n"));
}
