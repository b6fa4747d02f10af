//! Every release's output of docker-bench-security is read whole: each verdict is accounted for,
//! whatever the shape and the damage.

#[path = "bench/sample.rs"]
mod sample;

use plimsoll_rules::catalogue::Family;
use plimsoll_rules::model::bench::{Bench, Run, read};
use plimsoll_rules::{Policy, Report, assess};
use proptest::prelude::*;
use sample::{FAMILIES, console, flat, nested, said};

/// Every shape a release writes, with its number of verdicts.
fn shapes() -> Vec<(Family, String, String)> {
    let mut all = Vec::new();
    for (family, version) in FAMILIES {
        let mut add = |name: &str, text: String| {
            all.push((family, format!("{name} of {family:?}"), text));
        };
        let text = console(family, version, 3);
        let coloured = text
            .replace("[WARN]", "\u{1b}[1;31m[WARN]\u{1b}[0m")
            .replace("[INFO]", "\u{1b}[1;34m[INFO]\u{1b}[0m");
        let journal = text
            .lines()
            .map(|line| format!("Jun 16 14:24:49 quay d19e2b760438[4805]: {line}   "));
        let journal = journal.collect::<Vec<_>>().join("\r\n");
        let fenced = format!("# Results\n\n```\n$ sudo sh docker-bench-security.sh\n{text}```\n");
        let wrapped = serde_json::json!({ "benchmark_output": coloured }).to_string();
        add("text", text);
        add("coloured text", coloured);
        add("journal", journal);
        add("Markdown", fenced);
        add("text in JSON", wrapped);
        if family == Family::A {
            add("flat JSON", flat(family, version, 3));
        }
        let result = nested(family, version, 3);
        add("list of results", format!("[ {result},\n{result}\n]"));
        add("nested JSON", result);
    }
    all
}

fn judged(bench: &Bench) -> &Run {
    bench.judged().unwrap()
}

/// Reads bytes as the command and the page do, which take out terminal colours first.
fn report(name: &str, text: &str) -> Report {
    let artifact = plimsoll_rules::read(name, text.as_bytes());
    assess(&[artifact], &Policy::default())
}

#[test]
fn every_shape_of_every_release_is_read_whole() {
    for (family, name, text) in shapes() {
        let artifact = plimsoll_rules::read("results", text.as_bytes());
        let bench = read(&artifact.text);
        let run = judged(&bench);
        assert_eq!(run.family, family, "{name}: {}", run.family_reason);
        let said = said(family);
        let read: Vec<&str> = run.verdicts.iter().map(|it| it.id.as_str()).collect();
        let told: Vec<&str> = said.iter().map(|it| it.id).collect();
        assert_eq!(read, told, "{name}");
        for (verdict, said) in run.verdicts.iter().zip(&said) {
            let check = verdict.check(family).map(|it| it.id);
            assert_eq!(check, Some(said.item.id), "{name}: {}", verdict.id);
        }
        assert_eq!(run.account().total(), said.len(), "{name}");
        assert_eq!(
            run.checks
                .as_ref()
                .and_then(|it| usize::try_from(it.value).ok()),
            Some(said.len()),
            "{name}"
        );
        assert!(run.is_complete(), "{name}");
    }
}

#[test]
fn the_account_names_what_has_no_control() {
    let text = console(Family::E, "1.6.0", 0).replace(
        "[INFO] 6 - ",
        "[WARN] 5.77 - Something of a later release (Automated)\n[INFO] 6 - ",
    );
    let run = judged(&read(&text)).clone();
    let account = run.account();
    assert_eq!(account.unknown, ["5.77"]);
    assert!(account.decides > 0 && account.remarks > 0);
    assert_eq!(account.total(), run.verdicts.len());
    let report = report("docker-bench.log", &text);
    let notes: Vec<&str> = report.inputs[0]
        .problems
        .iter()
        .map(|it| it.problem.message.as_str())
        .collect();
    let told = |words: &str| notes.iter().any(|it| it.contains(words));
    assert!(
        told(&format!("{} verdicts: ", account.total())),
        "{notes:?}"
    );
    assert!(
        told("1 verdict of docker-bench-security has a check that no known release has: 5.77"),
        "{notes:?}"
    );
}

#[test]
fn a_score_is_told_as_stated_and_checked() {
    let sum = judged(&read(&console(Family::D, "1.5.0", 0))).recomputed_score();
    let messages = |score: i64| {
        let report = report("docker-bench.log", &console(Family::D, "1.5.0", score));
        let problems = report.inputs[0].problems.iter();
        problems
            .map(|it| it.problem.message.clone())
            .collect::<Vec<_>>()
            .join("\n")
    };
    let right = messages(sum);
    assert!(
        right.contains(&format!("they add up to the score of {sum} that is stated")),
        "{right}"
    );
    let wrong = messages(sum + 5);
    assert!(
        wrong.contains(&format!(
            "a score of {} is stated and the verdicts make {sum}",
            sum + 5
        )),
        "{wrong}"
    );
}

#[test]
fn what_a_check_is_known_for_stands_beside_a_disagreement() {
    let inspect = r#"[{"Id": "4c01db0b339c7ac7ce5e6f6b8c3e2f1d0a9b8c7d6e5f4a3b2c1d0e9f8a7b6c5d",
        "Name": "/web", "State": {"Running": true, "Status": "running"},
        "HostConfig": {"SecurityOpt": ["no-new-privileges:false"], "Privileged": false},
        "Config": {"User": "1000", "Image": "nginx:1.27"}, "Mounts": []}]"#;
    let bench = "Initializing 2026-06-16T14:24:49+00:00\n[PASS] 5.1 - Swarm mode is not enabled\n\
                 [PASS] 5.26 - Acquiring additional privileges is restricted (Automated)\n\
                 [INFO] Checks: 2\n[INFO] Score: 2\n";
    let artifacts = [
        plimsoll_rules::read("inspect.json", inspect.as_bytes()),
        plimsoll_rules::read("docker-bench.log", bench.as_bytes()),
    ];
    let report = assess(&artifacts, &Policy::default());
    let told = &report
        .control("container-privileges-fixed")
        .unwrap()
        .disagreements;
    assert!(
        told.iter()
            .any(|it| it.ends_with("so it passes the option set to false.")),
        "{told:?}"
    );
}

#[test]
fn two_runs_and_an_inspect_output_speak_of_one_container() {
    let inspect = r#"[{"Id": "4c01db0b339c7ac7ce5e6f6b8c3e2f1d0a9b8c7d6e5f4a3b2c1d0e9f8a7b6c5d",
        "Name": "/web", "State": {"Running": true, "Status": "running"},
        "HostConfig": {"Privileged": true}, "Config": {"User": "1000", "Image": "nginx:1.27"}, "Mounts": []}]"#;
    let text = "Initializing 2026-06-16T14:24:49+00:00\n\n[PASS] 5.1 - Swarm mode is not enabled\n\
                [WARN] 5.5 - No privileged containers (Automated)\n\
                [WARN]      * Container running in Privileged mode: web\n\
                [WARN]      * Container running in Privileged mode: db\n\
                [INFO] Checks: 2\n[INFO] Score: 0\n";
    let artifacts = [
        plimsoll_rules::read("inspect.json", inspect.as_bytes()),
        plimsoll_rules::read("a/docker-bench.log", text.as_bytes()),
        plimsoll_rules::read("b/docker-bench.log", text.replace("\n\n", "\n").as_bytes()),
    ];
    let report = assess(&artifacts, &Policy::default());
    let called = |name: &str| {
        let subjects = report.subjects.iter();
        let found = subjects.filter(|it| it.kind.word() == "container" && it.name == name);
        found.map(|it| it.artifacts.len()).collect::<Vec<_>>()
    };
    // Each is one subject with every artifact that names it.
    assert_eq!(called("web"), [3]);
    assert_eq!(called("db"), [2]);
}

#[test]
fn many_names_take_no_time() {
    let names: String = (0..20_000).fold(String::new(), |text, at| {
        text + &format!("[WARN]      * Container running in Privileged mode: web-{at}\n")
    });
    let text = format!(
        "Initializing 2026-06-16T14:24:49+00:00\n[PASS] 5.1 - Swarm mode is not enabled\n[WARN] 5.5 - \
         The privileged containers (Automated)\n{names}[INFO] Checks: 2\n[INFO] Score: 0\n"
    );
    let report = report("docker-bench.log", &text);
    assert_eq!(
        report.control("container-unprivileged").unwrap().tally.fail,
        20_000
    );
}

fn spans_hold(bench: &Bench, text: &str) -> bool {
    let of_runs = bench.runs.iter().flat_map(|run| {
        let verdicts = run.verdicts.iter().flat_map(|it| {
            let parts = it.items.iter().chain(&it.details).map(|part| part.span);
            parts.chain([it.span])
        });
        let problems = run.problems.iter().filter_map(|it| it.span);
        verdicts.chain(problems).chain([run.span])
    });
    let outside = bench.problems.iter().filter_map(|it| it.span);
    of_runs
        .chain(outside)
        .all(|span| text.get(span.start..span.end).is_some())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// A killed run, a full disk, a cut paste: what precedes the cut is read, and nothing is made up.
    #[test]
    fn a_cut_output_keeps_what_precedes_the_cut(shape in 0_usize..64, at in 0.0_f64..1.0) {
        let shapes = shapes();
        let (_, name, text) = &shapes[shape % shapes.len()];
        #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss,
            reason = "a place somewhere in the text")]
        let at = text.floor_char_boundary((text.len() as f64 * at) as usize);
        let cut = &text[..at];
        let (whole, part) = (read(text), read(cut));
        prop_assert!(spans_hold(&part, cut), "{name}");
        let ends = |bench: &Bench| -> Vec<(String, usize)> {
            let verdicts = bench.runs.iter().flat_map(|run| &run.verdicts);
            verdicts.map(|it| (it.id.clone(), it.span.end)).collect()
        };
        let before = ends(&whole).into_iter().filter(|(_, end)| *end < at).count();
        let kept = ends(&part).len();
        // A flat result is known by three of its verdicts.
        prop_assert!(kept >= before || before < 3, "{name}: {kept} of {before} at {at}");
        prop_assert!(kept <= ends(&whole).len() + 1, "{name}");
        for run in &part.runs {
            prop_assert_eq!(run.account().total(), run.verdicts.len());
            prop_assert!(run.is_complete() || !run.problems.is_empty(), "{}", name);
        }
    }

    /// Flipped and foreign bytes cost their own place.
    #[test]
    fn changed_bytes_are_survived(
        shape in 0_usize..64,
        changes in proptest::collection::vec((0_usize..40_000, 0_u8..128), 1..12),
    ) {
        let shapes = shapes();
        let (_, name, text) = &shapes[shape % shapes.len()];
        let mut bytes = text.as_bytes().to_vec();
        for (at, byte) in changes {
            let at = at % bytes.len();
            bytes[at] = byte;
        }
        let Ok(changed) = String::from_utf8(bytes) else { return Ok(()) };
        let artifact = plimsoll_rules::read("results", changed.as_bytes());
        let bench = read(&artifact.text);
        prop_assert!(spans_hold(&bench, &artifact.text), "{name}");
        for run in &bench.runs {
            prop_assert_eq!(run.account().total(), run.verdicts.len());
        }
        // Whatever is read, a report can be made of it.
        assess(&[artifact], &Policy::default());
    }
}
