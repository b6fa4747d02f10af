use super::{Why, is_safe, mend};
use crate::artifact::kind::Kind;
use crate::policy::{Policy, Waiver};
use crate::{read, read_as};

const ADDED: &str = "FROM alpine:3.22\nADD a.txt b.txt /srv/\nADD c.txt /srv/\n";
const COPIED: &str = "FROM alpine:3.22\nCOPY a.txt b.txt /srv/\nCOPY c.txt /srv/\n";

fn is_added(finding: &crate::report::Reported) -> bool {
    finding.control.id == "files-copied-not-added" && is_safe(finding)
}

#[test]
fn one_change_clears_every_finding_it_is_the_remedy_of() {
    let mending = mend(
        &[read("web/Dockerfile", ADDED.as_bytes())],
        &Policy::default(),
        &is_added,
    );
    let [patch] = mending.patches.as_slice() else {
        panic!("{:?}", mending.patches);
    };
    assert_eq!((&*patch.before, &*patch.after), (ADDED, COPIED));
    assert_eq!(patch.cleared.len(), 3);
    assert!(
        patch
            .diff
            .contains("-ADD a.txt b.txt /srv/\n-ADD c.txt /srv/\n+COPY"),
        "{}",
        patch.diff
    );
    let is_left = |id: &str| {
        mending
            .left
            .iter()
            .any(|left| left.finding.control.id == id)
    };
    assert!(!is_left("files-copied-not-added"));
}

#[test]
fn marks_and_line_breaks_stay() {
    let text = format!("\u{feff}{}", ADDED.replace('\n', "\r\n"));
    let mending = mend(
        &[read("Dockerfile", text.as_bytes())],
        &Policy::default(),
        &is_added,
    );
    let expected = format!("\u{feff}{}", COPIED.replace('\n', "\r\n"));
    assert_eq!(mending.patches[0].before, text);
    assert_eq!(mending.patches[0].after, expected);
    assert!(mending.patches[0].diff.contains("\n-ADD c.txt /srv/\r\n"));
}

#[test]
fn what_is_no_plain_text_is_left_with_the_reason() {
    let utf16: Vec<u8> = std::iter::once(0xFEFF)
        .chain(ADDED.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let artifact = read_as("Dockerfile", &utf16, Kind::Dockerfile);
    let mending = mend(&[artifact], &Policy::default(), &is_added);
    assert!(mending.patches.is_empty());
    let added = mending.left.iter().filter(|left| is_added(&left.finding));
    let whys: Vec<Why> = added.map(|left| left.why).collect();
    assert_eq!(whys, [Why::NotPlainText; 3]);
}

#[test]
fn accepted_risks_and_unwanted_remedies_are_left() {
    let policy = Policy {
        waivers: vec![Waiver {
            control: "files-copied-not-added".to_owned(),
            owner: "ann".to_owned(),
            reason: "kept".to_owned(),
            expires: Some(jiff::civil::date(2027, 1, 31)),
            ..Waiver::default()
        }],
        today: Some(jiff::civil::date(2026, 11, 22)),
        ..Policy::default()
    };
    let artifacts = [read(
        "Dockerfile",
        format!("{ADDED}CMD run now\n").as_bytes(),
    )];
    let mending = mend(&artifacts, &policy, &is_added);
    assert!(mending.patches.is_empty());
    let why = |id: &str| {
        let mut left = mending.left.iter();
        left.find(|left| left.finding.control.id == id)
            .map(|left| left.why)
    };
    assert_eq!(why("files-copied-not-added"), Some(Why::Accepted));
    assert_eq!(why("command-exec-form"), Some(Why::Asks));
    let mending = mend(&artifacts, &Policy::default(), &|_| false);
    assert!(mending.left.iter().any(|left| left.why == Why::NotChosen));
    assert!(mending.left.iter().any(|left| left.why == Why::ByHand));
}

#[test]
fn two_files_of_one_name_are_mended_apart() {
    let other = ADDED.replace("3.22", "3.21");
    let artifacts = [
        read("Dockerfile", ADDED.as_bytes()),
        read("Dockerfile", other.as_bytes()),
    ];
    let mending = mend(&artifacts, &Policy::default(), &is_added);
    let mut hashes: Vec<&str> = mending.patches.iter().map(|patch| &*patch.sha256).collect();
    hashes.sort_unstable();
    let mut given: Vec<&str> = artifacts.iter().map(|artifact| &*artifact.sha256).collect();
    given.sort_unstable();
    assert_eq!(hashes, given);
}
