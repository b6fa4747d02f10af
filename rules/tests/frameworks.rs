//! Every item of every edition of every framework is in the report and its exports.

use plimsoll_rules::catalogue::{CONTROLS, Control, FRAMEWORKS, Framework, Item};
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

/// Items that no control decides: not even a person's answer, which names a control, settles them.
fn waiting() -> Vec<String> {
    let of = |framework: &'static Framework| {
        let waits = |it: &&Item| it.requirement.controls.is_empty();
        framework.items.iter().filter(waits)
    };
    let all = FRAMEWORKS.iter();
    all.flat_map(|it| of(it).map(move |item| format!("{} {}", it.id, item.id)))
        .collect()
}

#[test]
fn no_item_of_any_list_waits() {
    assert_eq!(waiting(), Vec::<String>::new());
}

/// The item that asks for a linter of Dockerfiles is decided by all that decides its rules.
#[test]
fn a_linter_is_passed_by_all_that_decides_its_rules() {
    let list = FRAMEWORKS.iter().find(|it| it.id == "docker-101").unwrap();
    let item = list.item("D101-11").unwrap();
    let mut decided: Vec<&str> = item.requirement.controls.iter().map(|it| it.id).collect();
    decided.sort_unstable();
    let of_linter = |it: &&&'static Control| {
        let mut aliases = it.aliases.iter();
        aliases.any(|alias| alias.peer == "hadolint")
    };
    let expected: Vec<&str> = CONTROLS.iter().filter(of_linter).map(|it| it.id).collect();
    assert_eq!(decided, expected);
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
