//! The laws of whole reports, on real-looking artifacts that were cut, flipped and spliced.

mod cases;

use std::collections::BTreeSet;
use std::path::PathBuf;

use jiff::civil::{Date, date};
use plimsoll_rules::export::json::{Document, Verdicts, json};
use plimsoll_rules::export::markdown::tasks_with_changes;
use plimsoll_rules::export::plain::plain;
use plimsoll_rules::finding::Outcome;
use plimsoll_rules::policy::Waiver;
use plimsoll_rules::report::{Report, Reported, WaiverEffect};
use plimsoll_rules::status::Status;
use plimsoll_rules::{Artifact, Policy, assess, read};
use proptest::prelude::*;

const TODAY: Date = date(2026, 6, 16);

/// The cases whose files serve as seeds: several kinds, several subjects, every outcome.
const SEEDS: [&str; 12] = [
    "container-user-nonroot/pass-bench-contradicted",
    "container-user-nonroot/fail-one-of-two-replicas",
    "container-user-nonroot/fail-service-built-to-target",
    "container-user-nonroot/fail-service-image-inspected",
    "container-health-checked/fail-bench-image",
    "environment-secret-free/fail-service-merged",
    "environment-secret-free/fail-value-from-argument",
    "environment-secret-free/fail-container",
    "published-ports-bound/fail-container-publishes-all",
    "docker-socket-unmounted/fail-service-named-volume-bound-to-it",
    "image-tag-fixed/fail-mounted-from-image",
    "files-copied-not-added/fail-one-of-two-sources",
];

fn files() -> Vec<(String, Vec<u8>)> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    SEEDS
        .iter()
        .enumerate()
        .flat_map(|(index, seed)| {
            let files = cases::Case::at(&root.join(seed)).files();
            files
                .into_iter()
                .map(move |(name, bytes)| (format!("{index}/{name}"), bytes))
        })
        .collect()
}

fn artifacts(files: &[(String, Vec<u8>)]) -> Vec<Artifact> {
    files
        .iter()
        .map(|(name, bytes)| read(name, bytes))
        .collect()
}

/// Some of the seeds, each as it is.
fn some_files() -> impl Strategy<Value = Vec<(String, Vec<u8>)>> {
    let all = files();
    let most = all.len();
    proptest::sample::subsequence(all, 1..=most)
}

/// Bytes of one seed under the name of another, cut, flipped and spliced.
fn broken_file() -> impl Strategy<Value = (String, Vec<u8>)> {
    let all = files();
    let count = all.len();
    let edits = proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6);
    (
        0..count,
        0..count,
        0..count,
        any::<prop::sample::Index>(),
        any::<prop::sample::Index>(),
        edits,
    )
        .prop_map(move |(name, head, tail, end, start, edits)| {
            let (head, tail) = (&all[head].1, &all[tail].1);
            let mut bytes = head[..end.index(head.len() + 1)].to_vec();
            bytes.extend_from_slice(&tail[start.index(tail.len() + 1)..]);
            for (place, value) in edits {
                if !bytes.is_empty() {
                    let place = place.index(bytes.len());
                    bytes[place] = value;
                }
            }
            (all[name].0.clone(), bytes)
        })
}

/// Each piece of evidence lies in the artifact it names, on the borders of characters.
fn evidence_holds(report: &Report, artifacts: &[Artifact]) -> bool {
    report.findings.iter().all(|finding| {
        let Some(span) = finding.span else {
            return true;
        };
        let named = |artifact: &&Artifact| Some(&*artifact.name) == finding.artifact.as_deref();
        let artifact = artifacts.iter().find(named);
        artifact.is_some_and(|artifact| artifact.text.get(span.start..span.end).is_some())
    })
}

fn fingerprints(report: &Report) -> Vec<String> {
    let findings = report.findings.iter();
    findings.map(Reported::fingerprint).collect()
}

/// Of what is wrong or open. Whether a control has anything to speak of may change with a
/// comment, as some speak of comments.
fn open_fingerprints(report: &Report) -> Vec<String> {
    let is_open = |finding: &&Reported| matches!(finding.outcome, Outcome::Fail | Outcome::Unknown);
    let findings = report.findings.iter().filter(is_open);
    findings.map(Reported::fingerprint).collect()
}

fn plain_of_all(report: &Report, artifacts: &[Artifact]) -> String {
    let controls = report.controls.iter();
    controls
        .map(|result| plain(report, artifacts, result.control.id))
        .collect()
}

fn waiver(control: &str, expires: Option<Date>) -> Waiver {
    Waiver {
        control: control.to_owned(),
        owner: "ann".to_owned(),
        reason: "a proxy stands in front".to_owned(),
        expires,
        ..Waiver::default()
    }
}

fn dated(waivers: Vec<Waiver>) -> Policy {
    Policy {
        today: Some(TODAY),
        waivers,
        ..Policy::default()
    }
}

/// What a waiver must leave alone.
fn verdicts(report: &Report) -> Vec<(String, &'static str)> {
    let findings = report.findings.iter();
    findings
        .map(|finding| (finding.fingerprint(), finding.outcome.word()))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 64,
        // Seeds of failures become cases of their own, not a file beside the tests.
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    /// Whatever the bytes are, the report lists the file, points into it and reads back.
    #[test]
    fn any_bytes_give_a_report(files in proptest::collection::vec(broken_file(), 1..4)) {
        let artifacts = artifacts(&files);
        let report = assess(&artifacts, &Policy::default());
        for (name, _) in &files {
            prop_assert!(report.inputs.iter().any(|input| *input.name == **name));
        }
        let names: BTreeSet<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
        if names.len() == files.len() {
            prop_assert!(evidence_holds(&report, &artifacts));
        }
        let unique: BTreeSet<String> = fingerprints(&report).into_iter().collect();
        prop_assert_eq!(unique.len(), report.findings.len());
        let document = Document::new(&report, Verdicts::All);
        prop_assert_eq!(Document::from_json(&document.to_json()), Ok(document));
    }

    /// Bytes that come from nowhere are a report, too.
    #[test]
    fn noise_gives_a_report(
        name in prop::sample::select(vec![
            "Dockerfile", "compose.yaml", "inspect.json", "docker-bench.log", ".plimsoll.yaml",
        ]),
        bytes in proptest::collection::vec(any::<u8>(), 0..400),
    ) {
        let artifacts = [read(name, &bytes)];
        let report = assess(&artifacts, &Policy::default());
        prop_assert_eq!(&*report.inputs[0].name, name);
        prop_assert!(evidence_holds(&report, &artifacts));
    }

    /// Reports are about what was given, not about how often and in which order.
    #[test]
    fn order_and_repetition_change_nothing(
        files in some_files().prop_flat_map(|files| {
            let shuffled = Just(files.clone()).prop_shuffle();
            (Just(files), shuffled)
        }),
        repeated in any::<prop::sample::Index>(),
    ) {
        let (ordered, mut shuffled) = files;
        let again = shuffled[repeated.index(shuffled.len())].clone();
        shuffled.push(again);
        let one = json(&assess(&artifacts(&ordered), &Policy::default()), Verdicts::All);
        let other = json(&assess(&artifacts(&shuffled), &Policy::default()), Verdicts::All);
        prop_assert_eq!(one, other);
    }

    /// A waiver changes one status in one view, and no verdict and no strict score.
    #[test]
    fn waivers_change_one_status(files in some_files(), which in any::<prop::sample::Index>()) {
        let artifacts = artifacts(&files);
        let before = assess(&artifacts, &dated(Vec::new()));
        let failed: Vec<&str> = before
            .controls
            .iter()
            .filter(|result| result.status == Status::Failed)
            .map(|result| result.control.id)
            .collect();
        prop_assume!(!failed.is_empty());
        let waived = failed[which.index(failed.len())];
        let after = assess(&artifacts, &dated(vec![waiver(waived, Some(TODAY))]));
        prop_assert_eq!(verdicts(&before), verdicts(&after));
        prop_assert_eq!(&before.score, &after.score);
        prop_assert_eq!(&before.score_quality, &after.score_quality);
        for (before, after) in before.controls.iter().zip(&after.controls) {
            prop_assert_eq!(before.status, after.status);
            let expected = if after.control.id == waived {
                Status::Waived
            } else {
                before.status_accepted
            };
            prop_assert_eq!(after.status_accepted, expected);
        }
    }

    /// A waiver that has ended, lacks something or matches nothing has no effect (L20).
    #[test]
    fn waivers_without_force_change_nothing(files in some_files(), days in 1_i64..2_000) {
        use jiff::ToSpan as _;

        let artifacts = artifacts(&files);
        let ended = TODAY.checked_sub(days.days()).ok();
        let id = "container-user-nonroot";
        let faulty = [
            waiver(id, ended),
            waiver(id, None),
            Waiver { owner: " ".to_owned(), ..waiver(id, Some(TODAY)) },
            Waiver { reason: String::new(), ..waiver(id, Some(TODAY)) },
            Waiver { subject: Some("service:no-such-file".to_owned()), ..waiver(id, Some(TODAY)) },
            Waiver { artifact: Some("no-such-file".to_owned()), ..waiver(id, Some(TODAY)) },
            waiver("no-such-control", Some(TODAY)),
        ];
        let before = assess(&artifacts, &dated(Vec::new()));
        let after = assess(&artifacts, &dated(faulty.to_vec()));
        prop_assert_eq!(&before.score_accepted, &after.score_accepted);
        prop_assert_eq!(&before.score, &after.score);
        for (before, after) in before.controls.iter().zip(&after.controls) {
            prop_assert_eq!(before.status_accepted, after.status_accepted);
        }
        let mut effects = after.waivers.iter().map(|waived| &waived.effect);
        let is_any_applied = effects.any(|effect| matches!(effect, WaiverEffect::Applied(_)));
        prop_assert!(!is_any_applied);
        // Without a day for the report nothing that ends is in force.
        let undated = |waivers| Policy { today: None, ..dated(waivers) };
        let before = assess(&artifacts, &undated(Vec::new()));
        let after = assess(&artifacts, &undated(vec![waiver(id, Some(TODAY))]));
        prop_assert_eq!(&before.score_accepted, &after.score_accepted);
    }

    /// More artifacts that only pass never lower what is sure (L4).
    #[test]
    fn passes_never_lower_the_score(files in some_files()) {
        let before = assess(&artifacts(&files), &Policy::default());
        let mut more = files;
        more.push(("clean/compose.yaml".to_owned(), CLEAN_COMPOSE.into()));
        let after = assess(&artifacts(&more), &Policy::default());
        let (old, new) = (Document::new(&before, Verdicts::All), Document::new(&after, Verdicts::All));
        prop_assert!(new.score.s >= old.score.s, "{:?} {:?}", old.score, new.score);
        prop_assert!(new.score.floor >= old.score.floor);
    }

    /// A finding keeps its fingerprint when something else is written above it.
    #[test]
    fn fingerprints_outlive_moved_lines(lines in proptest::collection::vec("(# [a-z ]{0,20})?", 1..5)) {
        let above: String = lines.join("\n") + "\n";
        for (name, bytes) in files() {
            let is_commented = name.ends_with("compose.yaml") || name.ends_with("Dockerfile");
            if !is_commented {
                continue;
            }
            let text = String::from_utf8(bytes).unwrap();
            let moved = format!("{above}{text}");
            let before = assess(&[read(&name, text.as_bytes())], &Policy::default());
            let after = assess(&[read(&name, moved.as_bytes())], &Policy::default());
            prop_assert_eq!(open_fingerprints(&before), open_fingerprints(&after), "{}", name);
        }
    }

    /// No secret leaves by any export, wherever it was planted and however the file broke.
    #[test]
    fn secrets_stay_where_they_are(
        secret in "[A-Za-z][A-Za-z0-9]{4}(zq|qz)[A-Za-z0-9+/!%^&*()_-]{6,24}",
        word in prop::sample::select(vec!["DB_PASSWORD", "apiKey", "NPM_TOKEN", "JWT_SECRET"]),
        cut in any::<prop::sample::Index>(),
    ) {
        let planted = [
            ("Dockerfile", format!("ARG {word}={secret}\nFROM alpine\nARG {word}={secret}\nENV {word}={secret} B=1\nENV {word} {secret}\nCMD app --password {secret}\n")),
            ("Dockerfile.broken", format!("FROM alpine\nENV A=1\n  {word}={secret}\nENV {word}=\"{secret}\n")),
            ("compose.yaml", format!("services:\n  web:\n    image: a\n    environment:\n      {word}: {secret}\n    build:\n      context: .\n      args:\n        - {word}={secret}\n  db:\n    image: b\n    environment:\n      - {word}={secret}\n      - URL=https://ann:{secret}@host/\n")),
            ("more.compose.yaml", format!("services:\n  web:\n    image: a\n    environment: {word}={secret}\n    healthcheck: {word}={secret}\n")),
            ("inspect.json", format!("[{{\"Id\":\"a\",\"Name\":\"/web\",\"State\":{{}},\"Config\":{{\"Image\":\"a\",\"Env\":[\"{word}={secret}\"]}},\"HostConfig\":{{\"NetworkMode\":\"bridge\"}}}}]")),
            ("odd.json", format!("[{{\"Id\":\"a\",\"Name\":\"/web\",\"State\":{{}},\"Config\":{{\"Image\":\"a\",\"Env\":\"{word}={secret}\"}},\"HostConfig\":{{\"NetworkMode\":\"bridge\"}}}}]")),
        ];
        for is_cut in [false, true] {
            let artifacts: Vec<Artifact> = planted
                .iter()
                .map(|(name, text)| {
                    let end = if is_cut { cut.index(text.len()) } else { text.len() };
                    read(name, &text.as_bytes()[..end])
                })
                .collect();
            let report = assess(&artifacts, &Policy::default());
            let plain = plain_of_all(&report, &artifacts);
            let shown = json(&report, Verdicts::All)
                + &plain
                + &tasks_with_changes(&report, &artifacts);
            let leak = shown.lines().find(|line| line.contains(&secret));
            prop_assert_eq!(leak, None);
        }
    }
}

const CLEAN_COMPOSE: &str = "services:
  clean:
    image: nginx:1.27.5@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
    user: \"1000\"
    read_only: true
    cpus: 0.5
    mem_limit: 256m
    pids_limit: 100
    cap_drop: [ALL]
    security_opt: [\"no-new-privileges:true\"]
    restart: on-failure:3
    logging: {driver: local}
    healthcheck:
      test: [\"CMD\", \"/probe\"]
";

/// The artifact of the law above passes everything it is judged for.
#[test]
fn the_clean_artifact_only_passes() {
    let report = assess(
        &[read("compose.yaml", CLEAN_COMPOSE.as_bytes())],
        &Policy::default(),
    );
    let words: BTreeSet<&str> = report
        .findings
        .iter()
        .map(|finding| finding.outcome.word())
        .collect();
    // Lists of one's own are empty, so what compares with them has nothing to say.
    assert_eq!(words, BTreeSet::from(["not_applicable", "pass"]));
}
