//! `plimsoll check`: exit codes, what is read, and that the report is the engine's own.

mod support;

use plimsoll_rules::export::json::{Document, Verdicts, json};
use plimsoll_rules::{Policy, assess, read};
use support::{COMPOSE, DOCKERFILE, code, err, folder, inputs, out, run, run_with};

const JSON: [&str; 5] = ["check", "--format", "json", "--today", "2026-06-01"];

fn json_of(folder: &std::path::Path, more: &[&str]) -> std::process::Output {
    run(folder, &[&JSON[..], more].concat())
}

#[test]
fn without_a_gate_failures_are_no_error() {
    let folder = folder(&[("Dockerfile", DOCKERFILE)]);
    let output = run(folder.path(), &["check", "Dockerfile"]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    assert_eq!(err(&output), "");
}

#[test]
fn the_gate_is_the_verified_floor() {
    let folder = folder(&[("Dockerfile", DOCKERFILE)]);
    let report = Document::from_json(out(&json_of(folder.path(), &["Dockerfile"]))).unwrap();
    let floor = report.score.floor.unwrap();
    let gated = |threshold: f64| {
        let threshold = format!("{threshold:.1}");
        json_of(folder.path(), &["Dockerfile", "--fail-under", &threshold])
    };
    assert!(report.score.s.unwrap() > floor, "the two can be told apart");
    assert_eq!(code(&gated(floor)), 0);
    let failed = gated(floor + 0.1);
    assert_eq!(code(&failed), 1);
    assert!(err(&failed).contains("is below"), "{}", err(&failed));
}

#[test]
fn nothing_assessed_holds_no_gate() {
    let folder = folder(&[(".dockerignore", "node_modules\n")]);
    let output = run(folder.path(), &["check", ".", "--fail-under", "0"]);
    assert_eq!(code(&output), 1, "{}", err(&output));
    assert!(out(&output).contains("The gate does not hold: nothing could be assessed"));
}

#[test]
fn what_cannot_run_says_why() {
    let folder = folder(&[
        ("main.rs", "fn main() {}\n"),
        ("bad.yaml", "- just\n- a list\n"),
    ]);
    for (arguments, why) in [
        (&["check", "--fail-under", "101", "."][..], "from 0 to 100"),
        (
            &["check", "--today", "yesterday", "."],
            "a day like 2027-01-31",
        ),
        (&["check", "--policy", "none.yaml", "."], "none.yaml"),
        (&["check", "-", "-"], "only once"),
        (&["check", "."], "nothing of Docker's"),
        (
            &["explain", "container-user-nonrot"],
            "container-user-nonroot",
        ),
        (&["frobnicate"], "frobnicate"),
    ] {
        let output = run(folder.path(), arguments);
        assert_eq!(code(&output), 2, "{arguments:?}");
        assert!(
            err(&output).contains(why),
            "{arguments:?}: {}",
            err(&output)
        );
        assert_eq!(out(&output), "", "{arguments:?}");
    }
}

#[test]
fn the_json_is_the_engines_own() {
    let folder = folder(&[("web/Dockerfile", DOCKERFILE), ("compose.yaml", COMPOSE)]);
    let artifacts = [
        read("web/Dockerfile", DOCKERFILE.as_bytes()),
        read("compose.yaml", COMPOSE.as_bytes()),
    ];
    let policy = Policy {
        today: Some(jiff::civil::date(2026, 6, 1)),
        ..Policy::default()
    };
    let report = assess(&artifacts, &policy);
    let output = json_of(folder.path(), &["."]);
    assert_eq!(out(&output), json(&report, Verdicts::Failing));
    let output = json_of(folder.path(), &[".", "--all-verdicts"]);
    assert_eq!(out(&output), json(&report, Verdicts::All));
}

#[test]
fn order_and_repetition_change_nothing() {
    let folder = folder(&[
        ("a/Dockerfile", DOCKERFILE),
        ("b/Dockerfile", "FROM scratch\n"),
        ("compose.yaml", COMPOSE),
    ]);
    let forward = json_of(folder.path(), &["a", "b", "compose.yaml"]);
    let backward = json_of(
        folder.path(),
        &["compose.yaml", "b/Dockerfile", "a", "./b", "b"],
    );
    let whole = json_of(folder.path(), &["."]);
    assert_eq!(out(&forward), out(&backward));
    assert_eq!(out(&forward), out(&whole));
    let text = |paths: &[&str]| run(folder.path(), &[&["check"], paths].concat());
    assert_eq!(
        out(&text(&["a", "b", "compose.yaml"])),
        out(&text(&["compose.yaml", "b", "a"]))
    );
}

#[test]
fn the_standard_input_is_a_file_like_any_other() {
    let folder = folder(&[]);
    let named = run_with(
        folder.path(),
        &[
            "check",
            "-",
            "--stdin-name",
            "web/Dockerfile",
            "--format",
            "json",
        ],
        DOCKERFILE,
    );
    assert_eq!(code(&named), 0, "{}", err(&named));
    assert_eq!(inputs(&named), ["web/Dockerfile"]);
    let unnamed = run_with(folder.path(), &["check", "-", "--format", "json"], COMPOSE);
    assert_eq!(inputs(&unnamed), ["stdin"]);
}

#[test]
fn folders_are_walked_for_docker_documents() {
    let folder = folder(&[
        ("Dockerfile", DOCKERFILE),
        (".dockerignore", ".git\n"),
        ("src/main.rs", "fn main() {}\n"),
        ("logo.png", "\u{0}\u{0}\u{1}"),
        ("node_modules/pkg/Dockerfile", DOCKERFILE),
        (".git/Dockerfile", DOCKERFILE),
    ]);
    let found = json_of(folder.path(), &["."]);
    assert_eq!(inputs(&found), [".dockerignore", "Dockerfile"]);
    assert_eq!(
        err(&found),
        "2 other files skipped (--all-files lists them)\n"
    );
    let all = json_of(folder.path(), &[".", "--all-files"]);
    assert_eq!(
        inputs(&all),
        [".dockerignore", "Dockerfile", "logo.png", "src/main.rs"]
    );
    let named = json_of(folder.path(), &[".", "src/main.rs", "./node_modules"]);
    assert_eq!(
        inputs(&named),
        [
            ".dockerignore",
            "Dockerfile",
            "node_modules/pkg/Dockerfile",
            "src/main.rs"
        ]
    );
}

#[test]
fn a_missing_file_is_listed_and_the_rest_is_checked() {
    let folder = folder(&[("Dockerfile", DOCKERFILE)]);
    let output = run(folder.path(), &["check", "Dockerfile", "gone/Dockerfile"]);
    assert_eq!(code(&output), 2);
    assert!(out(&output).contains("✗ gone/Dockerfile: there is no such file or folder"));
    assert!(out(&output).contains("image-user-set"));
    let output = json_of(folder.path(), &["Dockerfile", "gone/Dockerfile"]);
    let report = Document::from_json(out(&output)).unwrap();
    assert_eq!(report.inputs[1].problems[0].effect, "unreadable");
}

#[test]
fn a_report_about_nothing_is_no_success() {
    let folder = folder(&[("main.rs", "fn main() {}\n"), ("Dockerfile", "")]);
    for name in ["main.rs", "Dockerfile"] {
        let output = run(folder.path(), &["check", name]);
        assert_eq!(code(&output), 2, "{name}");
        assert!(out(&output).contains(name), "it is told all the same");
    }
}

#[test]
fn a_file_too_large_is_listed_with_the_reason() {
    let folder = folder(&[("Dockerfile", DOCKERFILE)]);
    let large = std::fs::File::create(folder.path().join("huge.json")).unwrap();
    large.set_len(513 * 1024 * 1024).unwrap();
    let output = run(folder.path(), &["check", "Dockerfile", "huge.json"]);
    assert_eq!(code(&output), 2);
    assert!(out(&output).contains("✗ huge.json: it is larger than 512 MB"));
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::{DOCKERFILE, code, err, folder, inputs, json_of, out, run};

    #[test]
    fn an_unreadable_file_in_a_folder_is_listed_and_ends_nothing() {
        let folder = folder(&[
            ("Dockerfile", DOCKERFILE),
            ("private/Dockerfile", DOCKERFILE),
        ]);
        let private = folder.path().join("private");
        std::fs::set_permissions(&private, PermissionsExt::from_mode(0o000)).unwrap();
        let is_refused = std::fs::read_dir(&private).is_err();
        let output = run(folder.path(), &["check"]);
        std::fs::set_permissions(&private, PermissionsExt::from_mode(0o755)).unwrap();
        assert_eq!(code(&output), 0, "{}", err(&output));
        // The system refuses its administrator nothing.
        if is_refused {
            assert!(out(&output).contains("✗ private: there is no permission to read it"));
        }
    }

    #[test]
    fn links_lead_neither_in_circles_nor_out() {
        let outside = folder(&[("Dockerfile", DOCKERFILE)]);
        let folder = folder(&[("web/Dockerfile", DOCKERFILE)]);
        symlink(folder.path(), folder.path().join("web/loop")).unwrap();
        symlink("Dockerfile", folder.path().join("web/Dockerfile.prod")).unwrap();
        symlink(
            outside.path().join("Dockerfile"),
            folder.path().join("Dockerfile"),
        )
        .unwrap();
        let output = json_of(folder.path(), &["."]);
        assert_eq!(inputs(&output), ["web/Dockerfile"]);
        assert_eq!(
            err(&output),
            "1 link out of the folder not followed (Dockerfile)\n"
        );
        let named = json_of(folder.path(), &["Dockerfile"]);
        assert_eq!(inputs(&named), ["Dockerfile"]);
    }
}
