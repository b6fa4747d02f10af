//! Every item of every edition of every framework is in the report and its exports.

use plimsoll_rules::catalogue::{FRAMEWORKS, Framework, Item};
use plimsoll_rules::export::json::{self, Document};
use plimsoll_rules::status::Status;
use plimsoll_rules::{Policy, Report, assess, read};

fn report() -> Report {
    let compose = "services:\n  web:\n    image: nginx:1.27\n    privileged: true\n";
    let artifact = read("compose.yaml", compose.as_bytes());
    assess(&[artifact], &Policy::default())
}

fn document(report: &Report) -> Document {
    Document::from_json(&json::json(report, json::Verdicts::Failing)).unwrap()
}

#[test]
fn every_item_has_a_status() {
    let report = report();
    assert_eq!(report.frameworks.len(), FRAMEWORKS.len());
    for framed in &report.frameworks {
        let asked: Vec<&str> = framed.framework.items.iter().map(|it| it.id).collect();
        let told: Vec<&str> = framed.items.iter().map(|it| it.item.id).collect();
        assert_eq!(told, asked, "{}", framed.framework.id);
        for it in &framed.items {
            let is_open = it.item.requirement.controls.is_empty();
            assert!(!is_open || it.status == Status::NotReviewed);
        }
    }
}

/// Items that neither a control nor a person can settle yet, of the frameworks that are asked for.
fn waiting(is_asked: impl Fn(&Framework) -> bool) -> Vec<String> {
    let waits = |it: &&Item| {
        let asked = it.requirement;
        let by_person = asked.decided_by.iter().any(|by| by.word() == "attestation");
        asked.controls.is_empty() && !by_person
    };
    let of = |framework: &'static Framework| framework.items.iter().filter(waits);
    let asked = FRAMEWORKS.iter().filter(|it| is_asked(it));
    asked
        .flat_map(|it| of(it).map(move |item| format!("{} {}", it.id, item.id)))
        .collect()
}

/// Every item of every edition of the benchmark is settled by a control or by a person.
#[test]
fn no_item_of_the_benchmark_waits() {
    let is_benchmark = |it: &Framework| it.id.starts_with("cis-docker-");
    assert_eq!(waiting(is_benchmark), Vec::<String>::new());
}

#[test]
fn no_more_items_of_other_lists_wait_than_before() {
    let is_other = |it: &Framework| !it.id.starts_with("cis-docker-");
    let waiting = waiting(is_other);
    // Lower the number with every control that settles one.
    assert!(waiting.len() <= 20, "{}: {waiting:?}", waiting.len());
}

#[test]
fn the_json_export_tells_every_edition_once() {
    let report = report();
    let document = document(&report);
    assert_eq!(document.frameworks.len(), FRAMEWORKS.len());
    for (told, framework) in document.frameworks.iter().zip(FRAMEWORKS) {
        assert_eq!(told.id, framework.id);
        assert_eq!(told.is_earlier(), !framework.is_newest());
        assert_eq!(told.numbers.is_empty(), framework.is_newest());
        for item in framework.items {
            let is_here = told.items.iter().any(|it| it.id == item.id);
            let there = told.numbers.get(item.id);
            assert_ne!(is_here, there.is_some(), "{} {}", told.id, item.id);
            let Some(there) = there else { continue };
            let newest = told.newest.as_deref().unwrap();
            let mut all = document.frameworks.iter();
            let newest = all.find(|it| it.id == newest).unwrap();
            let same = newest.items.iter().find(|it| it.id == *there).unwrap();
            assert_eq!(same.title, item.requirement.title);
        }
    }
}
