//! The rules `build.rs` holds the catalogue's files to, and how it words a fault.

#[path = "../../build/controls.rs"]
mod controls;
#[path = "../../build/emit.rs"]
mod emit;
#[path = "../../build/frameworks.rs"]
mod frameworks;
#[path = "../../build/read.rs"]
mod read;
#[path = "../../build/shapes.rs"]
mod shapes;
#[path = "../../build/texts.rs"]
mod texts;
#[path = "../../build/validate.rs"]
mod validate;

use read::File;
use rstest::rstest;

const CONTROL: &str = r#"
id: image-tested-well
title: Images are tested well
category: quality
section: build
severity: low
concern: hygiene
subjects: [image]
rationale: It helps.
remediation: Test it.
example: |
  RUN test
example_language: dockerfile
reasons:
  untested: "The image {image} is not tested."
references:
  - {title: A page, url: "https://docs.docker.com/"}
aliases: ["hadolint:DL9999"]
also: [image-untested]
fix: none
"#;

const FRAMEWORK: &str = r#"
id: short-list
title: A short list
source: A book
items:
  "1.1":
    title: Images are tested
    section: build
    decided_by: [dockerfile]
    controls: [image-tested-well]
"#;

const BENCH: &str = r#"
- id: "1.1"
  ids: { A: "1.2", E: "1.1" }
  scored: true
  keywords: [separate partition]
"#;

const FOREIGN: &str = r#"
- id: "dockle:XX-0001"
  why: It is seen elsewhere.
  see: [image-tested-well]
"#;

const BASE_IMAGES: &str = r"
- repositories: [docker.io/library/node]
  user: root
  source: https://github.com/nodejs/docker-node
";

const BASE_RELEASES: &str = r#"
- product: Node.js
  repositories: [docker.io/library/node]
  source: https://endoflife.date/nodejs
  read: 2026-08-22
  releases:
    "24": {ends: 2028-04-30, word: krypton}
"#;

const BASE_VARIANTS: &str = r"
- repositories: [docker.io/library/node]
  size: varies
  small: [slim]
  source: https://github.com/nodejs/docker-node
";

const ENGINE_RELEASES: &str = r#"
- program: Docker Engine
  name: Engine
  source: https://github.com/moby/moby/releases
  read: 2026-11-23
  lines:
    "29": {fixed: "29.9.0", ends: 2027-01-31}
"#;

/// A whole small catalogue, with one piece of one file replaced.
fn files(changed: &str, from: &str, to: &str) -> Vec<File> {
    [
        ("base-images.yaml", BASE_IMAGES),
        ("foreign.yaml", FOREIGN),
        ("base-releases.yaml", BASE_RELEASES),
        ("base-variants.yaml", BASE_VARIANTS),
        ("engine-releases.yaml", ENGINE_RELEASES),
        ("bench.yaml", BENCH),
        ("controls/image-tested-well.yaml", CONTROL),
        ("frameworks/short-list.yaml", FRAMEWORK),
        ("version.yaml", "version: 1.0.0\n"),
    ]
    .map(|(name, text)| {
        let text = if name == changed {
            text.replace(from, to)
        } else {
            text.to_owned()
        };
        assert!(
            name != changed || text.contains(to),
            "the change finds its place"
        );
        File {
            name: name.to_owned(),
            text,
        }
    })
    .into()
}

fn faults(files: &[File]) -> Vec<String> {
    match read::catalogue(files) {
        Ok(catalogue) => validate::catalogue(&catalogue).err().unwrap_or_default(),
        Err(faults) => faults,
    }
}

#[test]
fn a_sound_catalogue_becomes_source() {
    let files = files("", "", "");
    let catalogue = read::catalogue(&files).unwrap();
    validate::catalogue(&catalogue).unwrap();
    let source = emit::source(&catalogue, &files);
    assert!(source.contains("pub mod image_tested_well"));
    assert!(source.contains(r#"arguments: &["image"]"#));
    assert_eq!(source, emit::source(&catalogue, &files));
}

#[rstest]
#[case::misspelt_key("severity:", "serverity:", "unknown field `serverity`")]
#[case::missing_key("fix: none\n", "", "missing field `fix`")]
#[case::unknown_severity("severity: low", "severity: lowest", "unknown variant `lowest`")]
#[case::unknown_concern("concern: hygiene", "concern: beauty", "unknown variant `beauty`")]
#[case::unknown_section("section: build", "section: shed", "unknown variant `shed`")]
#[case::unknown_subject("[image]", "[picture]", "unknown variant `picture`")]
#[case::repeated_subject("[image]", "[image, image]", "subjects: names one twice")]
#[case::repeated_reason("reasons:", "reasons:\n  untested: X.", "`untested` is given twice")]
#[case::wrong_file_name("image-tested-well", "image-tested", "is not the file's name")]
#[case::title_with_stop("tested well\n", "tested well.\n", "title: is no title")]
#[case::title_in_lower_case("Images are", "images are", "title: is no title")]
#[case::open_rationale("It helps.", "It helps", "rationale: is not in whole sentences")]
#[case::open_remediation("Test it.", "Test it", "remediation: is not in whole sentences")]
#[case::open_reason("not tested.", "not tested", "untested: is not a finished sentence")]
#[case::bad_placeholder("{image}", "{the image}", "{the image} is not a lower-case identifier")]
#[case::open_placeholder("{image}", "{image", "a `{` is not closed")]
#[case::stray_brace("{image}", "image}", "a `}` was not opened")]
#[case::bad_reason_name("untested:", "un-tested:", "not a free lower-case identifier")]
#[case::unknown_peer("hadolint:", "hadoIint:", "is not `peer:ID`")]
#[case::plain_address("https:", "http:", "the url is not https")]
#[case::example_alone("example_language: dockerfile\n", "", "give both or neither")]
#[case::own_name_twice("[image-untested]", "[image-tested-well]", "is taken by")]
fn a_faulty_control_is_named(#[case] from: &str, #[case] to: &str, #[case] fault: &str) {
    check("controls/image-tested-well.yaml", from, to, fault);
}

#[rstest]
#[case::unknown_control(
    "[image-tested-well]",
    "[image-tested]",
    "no control is called `image-te"
)]
#[case::unknown_key("decided_by", "decided_on", "unknown field `decided_on`")]
#[case::unknown_decider("[dockerfile]", "[dockerfiles]", "unknown variant `dockerfiles`")]
#[case::wrong_file_name("short-list", "long-list", "is not the file's name")]
fn a_faulty_framework_is_named(#[case] from: &str, #[case] to: &str, #[case] fault: &str) {
    check("frameworks/short-list.yaml", from, to, fault);
}

const EDITIONS: &str = r#"
id: short-list
title: A short list
editions: ["1.0", "1.1", "2.0"]
source: A book
items:
  "1.9":
    ids: { 1.0: "1.10", 1.1..2.0: "1.9" }
    title: Images are tested
    section: build
    decided_by: [dockerfile]
    controls: [image-tested-well]
  "2.0 1.10":
    ids: { 2.0: "1.10" }
    title: Images are looked at
    section: build
    decided_by: [attestation]
    controls: []
"#;

fn with_editions(from: &str, to: &str) -> Vec<File> {
    let mut files = files("", "", "");
    for file in &mut files {
        if file.name == "frameworks/short-list.yaml" {
            assert!(EDITIONS.contains(from), "the change finds its place");
            file.text = EDITIONS.replace(from, to);
        }
    }
    files
}

#[test]
fn a_list_with_editions_becomes_one_framework_for_each() {
    let files = with_editions("", "");
    let catalogue = read::catalogue(&files).unwrap();
    validate::catalogue(&catalogue).unwrap();
    let source = emit::source(&catalogue, &files);
    assert_eq!(source.matches("\"Images are tested\"").count(), 1);
    for (edition, items) in [
        (
            "1.0",
            r#"Item { id: "1.10", requirement: &SHORT_LIST_ITEMS[0] }"#,
        ),
        (
            "1.1",
            r#"Item { id: "1.9", requirement: &SHORT_LIST_ITEMS[0] }"#,
        ),
        (
            "2.0",
            r#"Item { id: "1.9", requirement: &SHORT_LIST_ITEMS[0] }, Item { id: "1.10", requirement: &SHORT_LIST_ITEMS[1] }"#,
        ),
    ] {
        let framework = format!(
            r#"Framework {{ id: "short-list-{edition}", family: Some("short-list"), title: "A short list", edition: Some("{edition}"), source: "A book", items: &[{items}] }}"#
        );
        assert!(source.contains(&framework), "{edition}: {source}");
    }
}

#[rstest]
#[case::unknown_edition("1.1..2.0:", "1.2..2.0:", "`1.2..2.0` is no edition")]
#[case::backward_range("1.1..2.0:", "2.0..1.1:", "`2.0..1.1` is no edition")]
#[case::edition_twice("1.1..2.0:", "1.0..2.0:", "names an edition twice")]
#[case::number_twice(
    "{ 2.0: \"1.10\" }",
    "{ 2.0: \"1.10\", 1.0: \"1.10\" }",
    "1.0 has `1.10` twice"
)]
#[case::foreign_name("\"1.9\":\n", "\"1.8\":\n", "lacks the number the item is kept under")]
#[case::no_number("1.0: \"1.10\"", "1.0: \"one\"", "is no number such as 5.4")]
#[case::no_numbers(
    "    ids: { 2.0: \"1.10\" }\n",
    "",
    "comes with editions and never without"
)]
#[case::out_of_order("[\"1.0\", \"1.1\"", "[\"1.1\", \"1.0\"", "give the oldest first")]
#[case::both(
    "source: A",
    "edition: \"1\"\nsource: A",
    "comes with edition; give one"
)]
fn faulty_editions_are_named(#[case] from: &str, #[case] to: &str, #[case] fault: &str) {
    let found = faults(&with_editions(from, to)).join("\n");
    assert!(found.contains(fault), "{found}");
}

#[rstest]
#[case(
    "bench.yaml",
    "separate",
    "Separate",
    "keywords are empty or not lower case"
)]
#[case(
    "bench.yaml",
    "scored: true",
    "scored: true\n  fault: open",
    "is not in whole sentences"
)]
#[case("bench.yaml", "A:", "G:", "unknown field `G`")]
#[case(
    "bench.yaml",
    "scored: true",
    "scored: true\n  fails_only: true",
    "fails_only without decides says nothing"
)]
#[case(
    "base-images.yaml",
    "docker.io/library/node",
    "node",
    "is not a lower-case repository"
)]
#[case(
    "base-images.yaml",
    "https://github",
    "github",
    "the source is not https"
)]
#[case("base-releases.yaml", "2028-04-30", "April", "ends is no day")]
#[case("base-releases.yaml", "\"24\"", "\"24-lts\"", "is no version")]
#[case(
    "base-variants.yaml",
    "varies",
    "whole",
    "size varies comes with small"
)]
#[case("engine-releases.yaml", "2027-01-31", "2027", "ends is no day")]
#[case("engine-releases.yaml", "29.9.0", "29.9.x", "fixed is no version")]
fn a_faulty_list_is_named(
    #[case] file: &str,
    #[case] from: &str,
    #[case] to: &str,
    #[case] fault: &str,
) {
    check(file, from, to, fault);
}

fn check(file: &str, from: &str, to: &str, fault: &str) {
    let found = faults(&files(file, from, to));
    let [first, ..] = &found[..] else {
        panic!("no fault was found")
    };
    assert!(first.starts_with(&format!("catalogue/{file}: ")), "{first}");
    assert!(first.contains(fault), "{first}");
}

#[test]
fn names_taken_twice_are_refused() {
    let mut files = files("", "", "");
    let text = CONTROL.replace("id: image-tested-well", "id: image-tested-badly");
    files.push(File {
        name: "controls/image-tested-badly.yaml".into(),
        text,
    });
    let found = faults(&files).join("\n");
    // Another tool's one rule may ask for what several controls do.
    assert!(!found.contains("hadolint:DL9999"), "{found}");
    assert!(
        found.contains("`image-untested` is taken by image-tested-well"),
        "{found}"
    );
}

#[test]
fn stray_and_missing_files_are_named() {
    let mut files = files("", "", "");
    files.retain(|file| file.name != "bench.yaml");
    files.push(File {
        name: "controls/notes.txt".into(),
        text: String::new(),
    });
    let found = faults(&files).join("\n");
    assert!(
        found.contains("catalogue/bench.yaml: the file is missing; restore it"),
        "{found}"
    );
    assert!(
        found.contains("catalogue/controls/notes.txt: nothing reads this file"),
        "{found}"
    );
}
