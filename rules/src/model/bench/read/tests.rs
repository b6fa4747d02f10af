use proptest::prelude::*;

use super::read;
use crate::artifact::Effect;
use crate::model::bench::Level::{Info, Pass, Warn};
use crate::model::bench::{Bench, Family, Level, Run};

const TEXT: &str = "\
# --------------------------------------------------------------------------------------------
# Docker Bench for Security v1.6.0
#
# Based on the CIS Docker Benchmark 1.6.0.
# --------------------------------------------------------------------------------------------

[WARN] Some tests might require root to run

Initializing 2026-06-16T14:24:49+00:00


Section A - Check results

[INFO] 1 - Host Configuration
[INFO] 1.1 - Linux Hosts Specific Configuration
[PASS] 1.1.1 - A partition of its own (Automated)
[INFO] 1.1.12 - 1.1.12 Auditing is configured (Automated)
[INFO]       * File not found
[INFO] 2 - Docker daemon configuration
[WARN] 2.2 - Traffic is restricted (Scored)
[INFO] Ensure that experimental features are not implemented in production (Scored) (Deprecated)
docker-bench-security.sh: 37: [[: not found
42
[WARN] 4.1 - A user was created (Automated)
[WARN]      * Running as root: web
[WARN]      * Running as root: db
[WARN] 4.6 - Healthchecks (Automated)
[WARN]      * No Healthcheck found: [nginx:latest nginx:1.25]
[PASS] 5.1 - Ensure swarm mode is not Enabled, if not needed (Automated)
[WARN] 5.8 - Privileged ports (Automated)
[WARN]         * Privileged Port in use: 80 in web
[PASS] 5.9 - Needed ports only (Manual)

Section B - Remediation measures

[INFO] 1 - Host Configuration
[INFO] 1.1.1 - Put it on its own disk
[WARN] 4.1 - Create a user

Section C - Score

[INFO] Checks: 9
[INFO] Score: -1
";

const J3: &str = r#"{
  "dockerbenchsecurity": "1.6.0",
  "start": 1767323045,
  "tests": [
    {
      "id": "4", "desc": "Container Images and Build File",
      "results": [
        {"id": "4.1", "desc": "A user (Automated)", "result": "WARN", "details": "Containers running as root:  web db", "items": ["web","db"]},
        {"id": "4.6", "desc": "Health (Automated)", "result": "WARN", "details": "x", "items": ["[nginx:latest","nginx:1.25]"]}
      ]
    },
    {
      "id": "5", "desc": "Container Runtime",
      "results": [
        {"id": "5.1", "desc": "swarm mode is not Enabled", "result": "PASS"},
        {"id": "5.6", "desc": "Mounts", "result": "WARN", "items": ["web:/","(truncated)"]},
        {"id": "5.8", "desc": "Ports", "result": "WARN", "items": ["web:80"]}
      ]
    },
    {"id": "8", "desc": "Enterprise", "results": [ ]}
  ], "checks": 5, "score": -3, "end": 1767323046}"#;

fn only(bench: &Bench) -> &Run {
    assert_eq!(bench.runs.len(), 1);
    &bench.runs[0]
}

fn levels(run: &Run) -> Vec<(&str, Level)> {
    run.verdicts
        .iter()
        .map(|verdict| (verdict.id.as_str(), verdict.level))
        .collect()
}

fn names(run: &Run, id: &str) -> Vec<String> {
    let verdict = run
        .verdicts
        .iter()
        .find(|verdict| verdict.id == id)
        .unwrap();
    verdict
        .items
        .iter()
        .map(|item| item.value.clone())
        .collect()
}

fn effects(run: &Run) -> Vec<Effect> {
    run.problems.iter().map(|problem| problem.effect).collect()
}

fn spans_hold(bench: &Bench, text: &str) -> bool {
    let holds = |span: crate::span::Span| text.get(span.start..span.end).is_some();
    bench.runs.iter().all(|run| {
        holds(run.span)
            && run.version.iter().all(|stated| holds(stated.span))
            && run
                .checks
                .iter()
                .chain(&run.score)
                .all(|stated| holds(stated.span))
            && run
                .problems
                .iter()
                .filter_map(|problem| problem.span)
                .all(holds)
            && run.verdicts.iter().all(|verdict| {
                holds(verdict.span)
                    && verdict
                        .items
                        .iter()
                        .chain(&verdict.details)
                        .all(|part| holds(part.span))
            })
    })
}

#[test]
fn console_text_is_read() {
    let bench = read(TEXT);
    let run = only(&bench);
    assert_eq!(
        levels(run),
        [
            ("1.1.1", Pass),
            ("1.1.12", Info),
            ("2.2", Warn),
            ("2.18", Info),
            ("4.1", Warn),
            ("4.6", Warn),
            ("5.1", Pass),
            ("5.8", Warn),
            ("5.9", Pass)
        ]
    );
    assert_eq!(run.version.as_ref().unwrap().value, "1.6.0");
    assert_eq!(run.benchmark.as_ref().unwrap().span.of(TEXT), "1.6.0");
    assert_eq!(run.started.as_deref(), Some("2026-06-16T14:24:49+00:00"));
    assert_eq!(run.family, Family::E);
    assert_eq!(run.verdicts[1].text, "Auditing is configured");
    assert_eq!(
        run.verdicts[2].span.of(TEXT),
        "[WARN] 2.2 - Traffic is restricted (Scored)"
    );
    assert_eq!(names(run, "4.1"), ["web", "db"]);
    assert_eq!(names(run, "4.6"), ["nginx:latest", "nginx:1.25"]);
    assert_eq!(names(run, "5.8"), ["web"]);
    assert_eq!(run.verdicts[7].items[0].span.of(TEXT), "web");
    assert_eq!(run.distrusted, ["2.2"]);
    assert_eq!(run.checks.as_ref().unwrap().span.of(TEXT), "9");
    assert_eq!(run.recomputed_score(), -1);
    assert_eq!(effects(run), [Effect::Partial, Effect::Note]);
    assert!(run.is_complete());
    assert!(spans_hold(&bench, TEXT));
}

#[test]
fn captures_differ_in_line_ends_prefixes_and_colours() {
    let plain = read(TEXT);
    let journal = TEXT
        .lines()
        .map(|line| format!("Jun 16 14:24:49 host d19e2b760438[4805]: {line}   "))
        .collect::<Vec<_>>()
        .join("\r\n");
    let lost_escape = TEXT.replace("[WARN]", "[1;31m[WARN][0m");
    let fenced = format!("$ sudo sh docker-bench-security.sh\n```\n{TEXT}```\n$ ");
    for text in [TEXT.replace('\n', "\r\n"), journal, lost_escape, fenced] {
        let bench = read(&text);
        assert_eq!(levels(only(&bench)), levels(only(&plain)), "{text}");
        assert_eq!(names(only(&bench), "4.1"), ["web", "db"]);
        assert_eq!(only(&bench).score.as_ref().unwrap().value, -1);
        assert!(spans_hold(&bench, &text));
    }
}

#[test]
fn a_run_cut_before_its_score_says_so() {
    let at = TEXT.find("Score:").unwrap() + "Score:".len();
    let run = read(&TEXT[..at]).runs.remove(0);
    assert!(run.checks.is_some() && !run.is_complete());
    let told = run
        .problems
        .iter()
        .any(|it| it.message.contains("no score"));
    assert!(told, "{:?}", run.problems);
}

#[test]
fn old_releases_number_differently() {
    let a = "Initializing Wed Apr  4 12:20:35 UTC 2018\n[INFO] 1 - Host Configuration\n\
             [WARN] 1.1  - Ensure a partition\n[NOTE] 5.1  - AppArmor Profile\n";
    let run = read(a).runs.remove(0);
    assert_eq!((run.family, run.verdicts.len()), (Family::A, 2));
    assert_eq!(run.recomputed_score(), -1);
    assert!(!run.is_complete());
    let b = "# Docker Bench for Security v1.3.5\n[INFO] 1.1 - General Configuration\n[PASS] 1.2.3  - Audit\n\
             [PASS] Ensure experimental features are avoided in production (Scored)\n\
             [PASS] 5.1  - AppArmor Profile\n[INFO] Checks: 3\n[INFO] Score: 3\n";
    let run = read(b).runs.remove(0);
    assert_eq!(run.family, Family::B);
    assert_eq!(run.verdicts[1].id, "2.16");
    assert_eq!(run.problems, []);
}

#[test]
fn the_version_does_not_tell_d_from_e() {
    let head = "# Docker Bench for Security v1.6.0\n";
    for (lines, family) in [
        (
            "[PASS] 5.1 - Ensure that, if applicable, an AppArmor Profile is enabled\n",
            Family::D,
        ),
        ("[PASS] 5.1 - Ensure swarm mode is not Enabled\n", Family::E),
        ("[PASS] 7.10 - Planes are apart\n", Family::D),
        ("[PASS] 5.32 - nothing known\n", Family::E),
        (
            "[PASS] 5.4 - Ensure that privileged containers are not used\n",
            Family::D,
        ),
        ("[PASS] 2.2 - Traffic\n", Family::E),
        (
            "[PASS] 3.20 - the sysconfig owner\n[PASS] 7.10 - x\n",
            Family::C,
        ),
    ] {
        assert_eq!(
            read(&format!("{head}{lines}")).runs[0].family,
            family,
            "{lines}"
        );
    }
    let text = "# Docker Bench for Security v1.3.6\n[PASS] 7.10 - x\n";
    assert_eq!(read(text).runs[0].family, Family::C);
}

#[test]
fn a_log_holds_many_runs_and_the_last_complete_one_counts() {
    let run =
        "Initializing 2026-01-01T00:00:00\n[PASS] 2.2 - T\n[INFO] Checks: 1\n[INFO] Score: 1\n";
    let killed = "Initializing 2026-01-03T00:00:00\n[WARN] 2.2 - T\n";
    let text = format!("{run}{}{killed}", run.replace("01-01", "01-02"));
    let bench = read(&text);
    assert_eq!(bench.runs.len(), 3);
    assert_eq!(
        bench.judged().unwrap().started.as_deref(),
        Some("2026-01-02T00:00:00")
    );
    assert_eq!(bench.problems[0].effect, Effect::Note);
    assert_eq!(bench.runs[0].span.of(&text), run.trim_end());
}

#[test]
fn totals_that_disagree_are_said() {
    let text = "[PASS] 2.2 - T\n[INFO] Checks: 7\n[INFO] Score: 5\n";
    assert_eq!(
        effects(&read(text).runs[0]),
        [Effect::Partial, Effect::Note]
    );
}

#[test]
fn nested_json_is_read() {
    let bench = read(J3);
    let run = only(&bench);
    assert_eq!(run.family, Family::E);
    assert_eq!(run.started.as_deref(), Some("1767323045"));
    assert_eq!(names(run, "4.1"), ["web", "db"]);
    assert_eq!(names(run, "4.6"), ["nginx:latest", "nginx:1.25"]);
    assert_eq!(names(run, "5.6"), ["web"]);
    assert_eq!(names(run, "5.8"), ["web"]);
    assert_eq!(run.verdicts[3].items[0].span.of(J3), "web");
    assert_eq!(run.verdicts[0].text, "A user");
    assert!(run.verdicts[0].span.of(J3).starts_with("{\"id\": \"4.1\""));
    assert_eq!(run.score.as_ref().unwrap().span.of(J3), "-3");
    assert_eq!(effects(run), [Effect::Note]);
}

#[test]
fn lists_of_runs_and_bare_checks_are_read() {
    let bare = r#"{"dockerbenchsecurity":"1.6.0","start":1,"tests":[{"id":"2.2","desc":"T","result":"PASS"}],"checks":1,"score":1,"end":2}"#;
    assert_eq!(levels(only(&read(bare))), [("2.2", Level::Pass)]);
    let list = format!("[ {bare},\n{bare} ]");
    assert_eq!(read(&list).runs.len(), 2);
}

#[test]
fn flat_json_repeats_its_keys() {
    let text = r#"{"dockerbenchsecurity":"1.3.4","start":1,"1.1":"WARN","1.4":"INFO","1.4":"docker:x:999:ubuntu",
      "4.1":"WARN","4.1":"WARN: nginx","4.1":"WARN: redis","6.2":"INFO: 5","checks":4,"score":-2,"end":2}"#;
    let bench = read(text);
    let run = only(&bench);
    assert_eq!(run.family, Family::A);
    assert_eq!(
        levels(run),
        [("1.1", Warn), ("1.4", Info), ("4.1", Warn), ("6.2", Info)]
    );
    assert_eq!(names(run, "4.1"), ["nginx", "redis"]);
    assert_eq!(run.verdicts[2].items[1].span.of(text), "redis");
    assert_eq!(run.verdicts[1].details[0].value, "docker:x:999:ubuntu");
    assert_eq!(run.verdicts[3].details[0].value, "5");
    assert!(names(run, "6.2").is_empty());
    let early = r#"{"start":1,"1.1":"WARN","1.2":"PASS","4.1":"WARN: nginx","end":2}"#;
    assert_eq!(only(&read(early)).family, Family::A);
}

#[test]
fn broken_json_is_mended_and_said() {
    let commas = J3.replace(
        "    },\n    {\n      \"id\": \"5\"",
        "    }\n    {\n      \"id\": \"5\"",
    );
    assert_ne!(commas, J3);
    let quotes = J3.replace("running as root:", "running \"as\" r\\oot:");
    let fragment = J3.replace(
        "\"items\": [\"web\",\"db\"]}",
        "\"items\": [\"web\"]}, \"result\": \"WARN\", \"items\": [\"db\"]}",
    );
    for text in [commas, quotes, fragment] {
        let bench = read(&text);
        let run = only(&bench);
        assert_eq!(run.verdicts.len(), 5, "{text}");
        assert_eq!(names(run, "4.1"), ["web", "db"]);
        assert_eq!(run.verdicts[4].items[0].span.of(&text), "web");
        assert!(
            run.problems
                .iter()
                .any(|problem| problem.message.contains(" was put in")
                    || problem.message.contains("not escaped")
                    || problem.message.contains("put right"))
        );
        assert!(spans_hold(&bench, &text));
    }
}

#[test]
fn cut_json_keeps_what_precedes_the_cut() {
    let ends: Vec<usize> = read(J3).runs[0]
        .verdicts
        .iter()
        .map(|verdict| verdict.span.end)
        .collect();
    for cut in 0..J3.len() {
        let bench = read(&J3[..cut]);
        let before = ends.iter().filter(|end| **end <= cut).count();
        let read = bench.runs.first().map_or(0, |run| run.verdicts.len());
        assert!(read >= before, "{read} of {before} at {cut}");
        assert!(spans_hold(&bench, &J3[..cut]));
        if read > 0 {
            assert!(effects(&bench.runs[0]).contains(&Effect::Partial));
        }
    }
}

#[test]
fn text_inside_a_json_string_keeps_its_places() {
    let coloured = TEXT.replace("[WARN]", "\u{1b}[1;31m[WARN]\u{1b}[0m");
    let text = serde_json::json!({ "benchmark_output": coloured }).to_string();
    let bench = read(&text);
    let run = only(&bench);
    assert_eq!(levels(run), levels(only(&read(TEXT))));
    assert_eq!(run.verdicts[7].items[0].span.of(&text), "web");
    assert_eq!(
        run.verdicts[0].span.of(&text),
        "[PASS] 1.1.1 - A partition of its own (Automated)"
    );
    assert!(spans_hold(&bench, &text));
}

#[test]
fn a_file_without_verdicts_is_said() {
    for text in ["", "hello", "{}", "[1]", "{\"tests\": 5}"] {
        assert_eq!(read(text).problems[0].effect, Effect::Unreadable, "{text}");
    }
}

#[test]
fn unsound_values_cost_themselves() {
    let text = J3
        .replace("\"result\": \"PASS\"", "\"result\": \"FAIL\"")
        .replace(": 5,", ": \"5\",");
    let bench = read(&text);
    assert_eq!(only(&bench).verdicts.len(), 4);
    assert!(
        effects(only(&bench))
            .iter()
            .filter(|effect| **effect == Effect::Partial)
            .count()
            >= 2
    );
}

proptest! {
    #[test]
    fn a_changed_byte_never_costs_what_precedes_it(at in 0_usize..4000, byte in 0_u8..128) {
        for sample in [TEXT, J3] {
            let at = at % sample.len();
            let mut bytes = sample.as_bytes().to_vec();
            bytes[at] = byte;
            let changed = String::from_utf8(bytes).unwrap();
            let whole = read(sample);
            let ids: Vec<&str> = whole.runs[0].verdicts.iter()
                .filter(|verdict| verdict.span.end < at).map(|verdict| verdict.id.as_str()).collect();
            let bench = read(&changed);
            prop_assert!(spans_hold(&bench, &changed));
            for id in ids {
                let is_kept = bench.runs.iter().flat_map(|run| &run.verdicts).any(|verdict| verdict.id == id);
                prop_assert!(is_kept, "{id} is lost by {byte} at {at}");
            }
        }
    }

    #[test]
    fn any_text_is_read(text in "(\\[(WARN|PASS)\\] |4\\.1| - |\\* |\n|é|\"|\\{|\\}|\\[|\\]|,|:|tests|Initializing|\\\\){0,50}") {
        let bench = read(&text);
        prop_assert!(spans_hold(&bench, &text));
        let json = format!("{{\"tests\":[{text}");
        prop_assert!(spans_hold(&read(&json), &json));
        let wrapped = format!("{{\"benchmark_output\":\"{text}");
        prop_assert!(spans_hold(&read(&wrapped), &wrapped));
    }
}
