//! The laws of remedies, over every case on disk and over instructions thrown together.
//!
//! A safe remedy clears its finding and harms nothing; an assisted one leaves a file that
//! reads as before. Mending an artifact twice changes nothing more, and its unified diff
//! leads from the one text to the other. What the catalogue claims, a case shows.

mod cases;

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use cases::Case;
use plimsoll_rules::artifact::kind::Kind;
use plimsoll_rules::catalogue::{CONTROLS, Control, Fix};
use plimsoll_rules::finding::{Edit, Outcome};
use plimsoll_rules::model::Model;
use plimsoll_rules::model::dockerfile::Instruction;
use plimsoll_rules::remedy::{Mending, Patch, Why, apply, is_safe, mend};
use plimsoll_rules::report::{Report, Reported};
use plimsoll_rules::span::Span;
use plimsoll_rules::{Artifact, Policy, assess, read, read_as};
use proptest::prelude::*;

fn open(report: &Report) -> impl Iterator<Item = &Reported> {
    let failing = |finding: &&Reported| finding.outcome == Outcome::Fail;
    report.findings.iter().filter(failing)
}

fn artifact<'a>(artifacts: &'a [Artifact], finding: &Reported) -> &'a Artifact {
    let name = finding.artifact.as_deref().expect("a remedy is of a file");
    let named = |artifact: &&Artifact| &*artifact.name == name;
    artifacts.iter().find(named).expect("the file was given")
}

/// The artifact with this text, and whether it reads without a new problem.
fn changed(artifact: &Artifact, text: &str) -> (Artifact, bool) {
    let changed = read_as(&artifact.name, text.as_bytes(), artifact.kind);
    let is_whole = changed.problems.len() <= artifact.problems.len();
    (changed, is_whole)
}

/// How often each control fails in each artifact.
fn failures(report: &Report) -> BTreeMap<(String, &'static str), usize> {
    let mut failures = BTreeMap::new();
    for finding in open(report) {
        let artifact = finding.artifact.as_deref().unwrap_or_default().to_owned();
        *failures.entry((artifact, finding.control.id)).or_default() += 1;
    }
    failures
}

/// What each law that a mending breaks says of it.
fn broken_laws(artifacts: &[Artifact], mending: &Mending) -> Vec<String> {
    let mut broken = Vec::new();
    let before = failures(&assess(artifacts, &Policy::default()));
    for ((artifact, control), now) in failures(&mending.report) {
        let was = before.get(&(artifact.clone(), control)).copied();
        // What stands between two steps may be what is taken out.
        if now > was.unwrap_or_default() && control != "run-steps-joined" {
            broken.push(format!("{control} fails more often in {artifact}"));
        }
    }
    for left in &mending.left {
        let id = left.finding.control.id;
        match left.why {
            Why::Refused => broken.push(format!("the remedy of {id} does harm or nothing")),
            Why::Unfinished => broken.push(format!("the remedies of {id} come to no end")),
            Why::Asks | Why::NotChosen | Why::Accepted | Why::ByHand | Why::NotPlainText => {}
        }
    }
    for patch in &mending.patches {
        if patched(patch) != patch.after {
            broken.push(format!("the diff leads elsewhere: {}", patch.diff));
        }
    }
    let again: Vec<Artifact> = artifacts
        .iter()
        .map(|artifact| {
            let patch = mending
                .patches
                .iter()
                .find(|patch| patch.artifact == artifact.name);
            patch.map_or_else(
                || artifact.clone(),
                |patch| read_as(&artifact.name, patch.after.as_bytes(), artifact.kind),
            )
        })
        .collect();
    for patch in mend(&again, &Policy::default(), &is_safe).patches {
        broken.push(format!("mending again changes more: {}", patch.diff));
    }
    broken
}

/// What `patch` makes of the text before: every line of the diff must be where it says.
fn patched(patch: &Patch) -> String {
    let old: Vec<&str> = patch.before.split_inclusive('\n').collect();
    let (mut after, mut at) = (String::new(), 0);
    let mut lines = patch.diff.split_inclusive('\n').skip(2).peekable();
    while let Some(line) = lines.next() {
        let is_last = lines.peek().is_some_and(|next| next.starts_with("\\ "));
        let text = line.get(1..).expect("a sign stands first");
        let text = if is_last {
            text.trim_end_matches('\n')
        } else {
            text
        };
        match line.as_bytes()[0] {
            b'@' => {
                let range = line.split(['-', ' ']).nth(2).expect("a range");
                let (start, length) = range.split_once(',').expect("start and length");
                let start: usize = start.parse().expect("a number");
                let start = if length == "0" { start } else { start - 1 };
                after.extend(old[at..start].iter().copied());
                at = start;
            }
            b' ' | b'-' => {
                assert_eq!(old[at], text, "{}", patch.diff);
                at += 1;
                if line.starts_with(' ') {
                    after.push_str(text);
                }
            }
            b'+' => after.push_str(text),
            b'\\' => {}
            _ => panic!("{line}"),
        }
    }
    after.extend(old[at..].iter().copied());
    after
}

fn instructions(artifact: &Artifact) -> Vec<Instruction> {
    match &*artifact.model {
        Model::Dockerfile(file) => file.instructions.clone(),
        _ => Vec::new(),
    }
}

/// The text with what a reader would put in the place of `<DIGEST>` and its like.
fn filled(text: &str) -> String {
    let mut filled = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        filled.push_str(before);
        let is_gap = |name: &str| {
            !name.is_empty() && name.bytes().all(|it| it.is_ascii_uppercase() || it == b'_')
        };
        match after.split_once('>') {
            Some((name, behind)) if is_gap(name) => {
                let digest = "a".repeat(64);
                let is_digest = filled.ends_with("sha256:");
                filled.push_str(if is_digest { &digest } else { "x1" });
                rest = behind;
            }
            Some(_) | None => {
                filled.push('<');
                rest = after;
            }
        }
    }
    filled + rest
}

/// The instructions no edit touches, as they are written, all stand in the changed text.
fn keeps_others(before: &Artifact, edits: &[Edit], after: &Artifact) -> bool {
    let touches = |span: Span| {
        edits.iter().any(|edit| {
            let end = edit.span.end.max(edit.span.start + 1);
            edit.span.start <= span.end && span.start < end
        })
    };
    let untouched = instructions(before)
        .into_iter()
        .filter(|it| !touches(it.span))
        .map(|it| it.span.of(&before.text).to_owned());
    let now = instructions(after);
    let mut now = now.iter().map(|it| it.span.of(&after.text));
    untouched
        .into_iter()
        .all(|instruction| now.any(|now| *now == instruction))
}

#[test]
fn safe_remedies_clear_their_findings_in_every_case() {
    let mut broken = Vec::new();
    for folder in cases::folders() {
        let case = Case::at(&folder);
        let artifacts = case.artifacts();
        let mending = mend(&artifacts, &Policy::default(), &is_safe);
        for law in broken_laws(&artifacts, &mending) {
            broken.push(format!("{}: {law}", folder.display()));
        }
        // The case's own control once more by itself: no other remedy lends it a hand.
        let is_own = |finding: &Reported| is_safe(finding) && finding.control.id == case.control;
        let report = assess(&artifacts, &Policy::default());
        let promised = open(&report).filter(|finding| is_own(finding)).count();
        let alone = mend(&artifacts, &Policy::default(), &is_own);
        let cleared: usize = alone.patches.iter().map(|patch| patch.cleared.len()).sum();
        if cleared < promised {
            broken.push(format!("{}: {cleared} of {promised}", folder.display()));
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn every_remedy_leaves_a_file_that_reads_as_before() {
    let mut broken = Vec::new();
    for folder in cases::folders() {
        let artifacts = Case::at(&folder).artifacts();
        let report = assess(&artifacts, &Policy::default());
        for finding in open(&report) {
            let Some(remedy) = finding.remedy() else {
                continue;
            };
            let before = artifact(&artifacts, finding);
            let text = filled(&apply(&before.text, &remedy.edits));
            let (after, is_whole) = changed(before, &text);
            let fits = remedy
                .edits
                .iter()
                .all(|edit| before.text.get(edit.span.start..edit.span.end).is_some());
            let is_in_order = remedy
                .edits
                .windows(2)
                .all(|pair| pair[0].span.end <= pair[1].span.start);
            let asks = remedy.asks.as_deref();
            let is_sentence = asks.is_none_or(|asks| asks.ends_with(['.', '?']));
            let is_resolved = finding.edit_regions().len() == remedy.edits.len();
            if !is_whole
                || !fits
                || !is_in_order
                || !is_sentence
                || !is_resolved
                || text == *before.text
                || !keeps_others(before, &remedy.edits, &after)
            {
                broken.push(format!(
                    "{}: {}: {text}",
                    folder.display(),
                    finding.control.id
                ));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

/// A control that promises a change has a case in which it makes one of that kind, and none
/// makes a change without promising any.
#[test]
fn what_the_catalogue_claims_a_case_shows() {
    let mut shown: BTreeMap<&str, BTreeSet<Fix>> = BTreeMap::new();
    for folder in cases::folders() {
        let case = Case::at(&folder);
        let report = assess(&case.artifacts(), &Policy::default());
        for finding in report.findings_of(&case.control) {
            if let Some(remedy) = finding.remedy() {
                let fix = if remedy.asks.is_none() {
                    Fix::Safe
                } else {
                    Fix::Assisted
                };
                shown.entry(finding.control.id).or_default().insert(fix);
            }
        }
    }
    let is_true = |control: &Control| match shown.get(control.id) {
        Some(shown) => shown.contains(&control.fix),
        None => control.fix == Fix::None,
    };
    let untrue: Vec<String> = CONTROLS
        .iter()
        .filter(|control| !is_true(control))
        .map(|control| format!("{}: {:?}", control.id, control.fix))
        .collect();
    assert!(untrue.is_empty(), "{untrue:#?}");
}

/// Instructions that have remedies, and some that stand between them.
const INSTRUCTIONS: [&str; 22] = [
    "FROM alpine:3.22\n",
    "from alpine AS build\n",
    "FROM scratch as Build\n",
    "ADD a.txt /srv/\n",
    "add --chown=1:1 a.txt b.json /srv/\n",
    "ADD [\"a b.txt\", \"/srv/\"]\n",
    "ADD --checksum=sha256:0 a.txt /srv/\n",
    "ADD a.tar b.txt /srv/\n",
    "ADD a.txt \\\n  # why\n  b.txt \\\n  /srv/\n",
    "ONBUILD ADD a.txt /srv/\n",
    "ADD <<END /srv/a\nADD b.txt /srv/\nEND\n",
    "RUN <<END\nADD c.txt /srv/\nEND\n",
    "RUN apt-get update && apt-get install curl\n",
    "RUN sudo cd /srv && wget http://example.com/a\n",
    "ENV DB_PASSWORD hunter2\n",
    "EXPOSE 80/TCP 22\n",
    "MAINTAINER Ann <ann@example.com>\n",
    "WORKDIR srv\n",
    "CMD run --now\n",
    "ENTRYPOINT run $HOME\n",
    "# a comment\n",
    "  \n",
];

/// A Dockerfile of such instructions, with either line break, a mark or none.
fn dockerfile() -> impl Strategy<Value = String> {
    let lines = proptest::collection::vec(prop::sample::select(&INSTRUCTIONS[..]), 0..12);
    (lines, any::<bool>(), any::<bool>(), any::<bool>()).prop_map(
        |(lines, is_crlf, is_marked, is_cut)| {
            let mut text: String = lines.concat();
            if is_cut {
                text.truncate(text.trim_end().len());
            }
            let mark = if is_marked { "\u{feff}" } else { "" };
            let text = if is_crlf {
                text.replace('\n', "\r\n")
            } else {
                text
            };
            format!("{mark}{text}")
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 64,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    /// However instructions meet, mending keeps every law.
    #[test]
    fn mending_keeps_its_laws(files in proptest::collection::vec(dockerfile(), 1..3)) {
        let artifacts: Vec<Artifact> = files
            .iter()
            .enumerate()
            .map(|(at, text)| read_as(&format!("{at}/Dockerfile"), text.as_bytes(), Kind::Dockerfile))
            .collect();
        let mending = mend(&artifacts, &Policy::default(), &is_safe);
        prop_assert_eq!(broken_laws(&artifacts, &mending), Vec::<String>::new());
        for patch in &mending.patches {
            prop_assert!(files.contains(&patch.before));
        }
    }

    /// What a remedy does not touch stays as it is written.
    #[test]
    fn a_remedy_keeps_the_other_instructions(text in dockerfile()) {
        let artifacts = [read_as("Dockerfile", text.as_bytes(), Kind::Dockerfile)];
        let report = assess(&artifacts, &Policy::default());
        for finding in open(&report) {
            if let Some(remedy) = finding.remedy() {
                let text = filled(&apply(&artifacts[0].text, &remedy.edits));
                let (after, is_whole) = changed(&artifacts[0], &text);
                prop_assert!(is_whole, "{}: {}", finding.control.id, after.text);
                prop_assert!(
                    keeps_others(&artifacts[0], &remedy.edits, &after),
                    "{}: {}", finding.control.id, after.text
                );
            }
        }
    }

    /// Whatever the bytes are, mending ends, and what it says can be applied.
    #[test]
    fn any_bytes_can_be_mended(
        bytes in proptest::collection::vec(any::<u8>(), 0..60),
        text in "(FROM a|ADD |[a-z. <$\\\\\"'\\[\\],]{1,4}|\r?\n){0,30}",
    ) {
        let mut mixed = text.into_bytes();
        mixed.extend(bytes);
        let artifacts = [read("Dockerfile", &mixed)];
        let mending = mend(&artifacts, &Policy::default(), &|finding| finding.remedy().is_some());
        for patch in &mending.patches {
            prop_assert_eq!(patched(patch), &*patch.after);
            prop_assert_eq!(patch.before.as_bytes(), mixed.as_slice());
        }
    }
}
