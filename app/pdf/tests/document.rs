//! The written file, read back with another reader.

mod sample;

use std::time::{Duration, Instant};

use lopdf::{Dictionary, Document as Pdf, Object};
use plimsoll_pdf::{Paper, write, write_on};
use proptest::prelude::*;

fn read(bytes: &[u8]) -> Pdf {
    Pdf::load_mem(bytes).expect("another reader understands the file")
}

/// Every dictionary of the structure tree that says what it is, in the file's order.
fn structure(pdf: &Pdf) -> Vec<(String, Dictionary)> {
    let mut found = Vec::new();
    let root = pdf.catalog().unwrap().get(b"StructTreeRoot").unwrap();
    let mut open = vec![root.clone()];
    while let Some(object) = open.pop() {
        let Ok((_, object)) = pdf.dereference(&object) else {
            continue;
        };
        match object {
            Object::Array(array) => open.extend(array.iter().rev().cloned()),
            Object::Dictionary(dictionary) => {
                if let Ok(role) = dictionary.get(b"S").and_then(Object::as_name) {
                    let role = String::from_utf8_lossy(role).into_owned();
                    found.push((role, dictionary.clone()));
                }
                if let Ok(children) = dictionary.get(b"K") {
                    open.push(children.clone());
                }
            }
            _ => {}
        }
    }
    found
}

fn roles(pdf: &Pdf) -> Vec<String> {
    structure(pdf).into_iter().map(|(role, _)| role).collect()
}

/// All text of the file, pages joined.
fn text(pdf: &Pdf) -> String {
    let pages: Vec<u32> = pdf.get_pages().into_keys().collect();
    pdf.extract_text(&pages).unwrap()
}

#[test]
fn is_tagged_with_a_language_and_a_title() {
    let pdf = read(&write(&sample::document(3, "compose.yaml")).unwrap());
    let catalog = pdf.catalog().unwrap();
    let marked = catalog
        .get(b"MarkInfo")
        .and_then(|object| pdf.dereference(object));
    let marked = marked.unwrap().1.as_dict().unwrap();
    assert!(marked.get(b"Marked").unwrap().as_bool().unwrap());
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"en");
    assert!(catalog.has(b"Outlines"));
}

#[test]
fn headings_descend_one_level_at_a_time() {
    let pdf = read(&write(&sample::document(3, "compose.yaml")).unwrap());
    let levels: Vec<u32> = roles(&pdf)
        .iter()
        .filter_map(|role| role.strip_prefix('H')?.parse().ok())
        .collect();
    assert_eq!(levels.first(), Some(&1));
    assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1);
    assert!(
        levels.windows(2).all(|pair| pair[1] <= pair[0] + 1),
        "{levels:?}"
    );
    // The nine sections.
    assert_eq!(levels.iter().filter(|level| **level == 2).count(), 9);
}

#[test]
fn every_table_heading_has_a_scope_and_every_figure_words() {
    let pdf = read(&write(&sample::document(3, "compose.yaml")).unwrap());
    let structure = structure(&pdf);
    let headings: Vec<_> = structure.iter().filter(|(role, _)| role == "TH").collect();
    assert!(headings.len() > 30, "{}", headings.len());
    for (_, heading) in headings {
        let attributes = format!("{:?}", heading.get(b"A").unwrap());
        assert!(attributes.contains("Scope"), "{attributes}");
    }
    let figures: Vec<_> = structure
        .iter()
        .filter(|(role, _)| role == "Figure")
        .collect();
    assert_eq!(figures.len(), 1);
    assert!(figures.iter().all(|(_, figure)| figure.has(b"Alt")));
}

#[test]
fn the_report_travels_inside() {
    let document = sample::document(3, "compose.yaml");
    let pdf = read(&write(&document).unwrap());
    let attached = pdf.objects.values().find_map(|object| {
        let stream = object.as_stream().ok()?;
        let kind = stream.dict.get(b"Type").and_then(Object::as_name).ok()?;
        (kind == b"EmbeddedFile").then(|| stream.decompressed_content().unwrap())
    });
    assert_eq!(attached, Some(document.to_json().into_bytes()));
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    let document = sample::document(40, "compose.yaml");
    assert_eq!(write(&document), write(&document));
    assert_ne!(write(&document), write_on(&document, Paper::Letter));
}

#[test]
fn the_only_date_is_the_report_s() {
    let mut document = sample::document(1, "compose.yaml");
    let dated = write(&document).unwrap();
    assert!(dated.windows(10).any(|bytes| bytes == b"D:20261122"));
    document.assessed_on = None;
    let undated = write(&document).unwrap();
    assert!(!undated.windows(4).any(|bytes| bytes == b"D:20"));
}

#[test]
fn fifty_thousand_findings_are_cut_and_counted() {
    let document = sample::document(50_000, "compose.yaml");
    let before = Instant::now();
    let pdf = read(&write(&document).unwrap());
    assert!(
        before.elapsed() < Duration::from_mins(1),
        "{:?}",
        before.elapsed()
    );
    assert!(pdf.get_pages().len() < 40, "{}", pdf.get_pages().len());
    let text = text(&pdf);
    assert!(text.contains("49,940 findings"), "{text}");
}

#[test]
fn a_word_longer_than_a_page_is_broken() {
    let name = "x".repeat(20_000);
    let pdf = read(&write(&sample::document(2, &name)).unwrap());
    assert!(pdf.get_pages().len() < 40);
}

#[test]
fn answers_stand_beside_accepted_risks_and_bundles_count_their_parts() {
    let mut document = sample::document(1, "compose.yaml");
    let mut bundle = document.inputs[0].clone();
    bundle.name = "bundle.json".to_owned();
    bundle.problems.clear();
    for key in ["stat", "uname"] {
        let mut part = bundle.clone();
        part.name = format!("bundle.json/{key}");
        part.part_of = Some("bundle.json".to_owned());
        document.inputs.push(part);
    }
    document.inputs.push(bundle);
    let answer = |effect: &str| plimsoll_rules::export::json::Attestation {
        control: "images-scanned".to_owned(),
        subject: None,
        answer: Some("holds".to_owned()),
        by: "Ada".to_owned(),
        evidence: "nightly scan".to_owned(),
        on: Some("2026-11-01".to_owned()),
        until: Some("2027-02-01".to_owned()),
        effect: effect.to_owned(),
        settles: usize::from(effect == "applied"),
    };
    document.attestations = vec![answer("applied"), answer("expired")];
    let pdf = read(&write(&document).unwrap());
    let text = text(&pdf);
    for words in ["It holds.", "Settles 1 question.", "2 parts", "2 files,"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(!text.contains("bundle.json/uname"), "{text}");
}

#[test]
fn a_list_is_printed_in_its_newest_edition() {
    let mut document = sample::document(1, "compose.yaml");
    let mut earlier = document.frameworks[0].clone();
    earlier.id = "cis-docker-1.5.0".to_owned();
    earlier.edition = Some("1.5.0".to_owned());
    earlier.newest = Some(document.frameworks[0].id.clone());
    earlier.numbers = [("4.9".to_owned(), "4.1".to_owned())].into();
    earlier.items.clear();
    document.frameworks.push(earlier);
    let pdf = read(&write(&document).unwrap());
    let text = text(&pdf);
    assert!(text.contains("is printed in its newest edition"), "{text}");
    assert!(text.contains("1.5.0") && !text.contains("4.9"), "{text}");
}

#[test]
fn an_empty_report_is_a_document_too() {
    let mut document = sample::document(0, "compose.yaml");
    document.assessed_on = None;
    document.inputs.clear();
    document.subjects.clear();
    document.controls.clear();
    document.frameworks.clear();
    document.waivers.clear();
    document.score = document.score_quality.clone();
    let pdf = read(&write(&document).unwrap());
    let text = text(&pdf);
    assert!(text.contains("No control failed"), "{text}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever names and words come along, a valid file comes out.
    #[test]
    fn any_text_is_written(name in "(\\PC|[\\x00-\\x1f\\x7f\u{ad}\u{200b}\u{202e}\u{feff}\u{e000}\u{fffe}数据`/.-]){0,300}", findings in 0_usize..70) {
        let document = sample::document(findings, &name);
        let pdf = write(&document);
        prop_assert!(pdf.is_ok(), "{:?}", pdf.err());
        prop_assert!(Pdf::load_mem(&pdf.unwrap()).is_ok());
    }

    /// Numbers that no score has are printed, not trusted.
    #[test]
    fn any_number_is_written(s in proptest::num::f64::ANY, floor in proptest::num::f64::ANY, p: u64, date in "\\PC{0,12}") {
        let mut document = sample::document(1, "a");
        // JSON has no word for these, so no report can hold them.
        prop_assume!(s.is_finite() && floor.is_finite());
        document.score.s = Some(s);
        document.score.floor = Some(floor);
        document.score.p = p;
        document.assessed_on = Some(date);
        prop_assert!(write(&document).is_ok());
    }
}
