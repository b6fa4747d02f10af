//! What people read: the report's text, its widths, and what it never shows.

mod support;

use std::process::Stdio;

use support::{COMPOSE, DOCKERFILE, code, err, folder, out, plimsoll, run};

#[test]
fn the_report_reads_well() {
    let folder = folder(&[
        ("web/Dockerfile", DOCKERFILE),
        ("compose.yaml", COMPOSE),
        (".dockerignore", ".git\n"),
        ("src/main.rs", "fn main() {}\n"),
    ]);
    // What a report on files alone is about.
    let scope = "image,service,network,volume,secret,config,project";
    let arguments = ["check", "--today", "2026-06-01", "--fail-under", "35"];
    let output = run(
        folder.path(),
        &[&arguments[..], &["--scope", scope]].concat(),
    );
    insta::assert_snapshot!(out(&output));
}

#[test]
fn narrow_terminals_get_short_lines() {
    let folder = folder(&[("Dockerfile", DOCKERFILE), ("compose.yaml", COMPOSE)]);
    let output = plimsoll(folder.path(), &["check"])
        .env("COLUMNS", "50")
        .output()
        .unwrap();
    for line in out(&output).lines() {
        let is_place = line.contains("compose.yaml:") || line.contains("Dockerfile:");
        assert!(is_place || line.chars().count() <= 50, "{line}");
    }
}

#[test]
fn colour_is_for_terminals_or_on_request() {
    let folder = folder(&[("Dockerfile", DOCKERFILE)]);
    assert!(!out(&run(folder.path(), &["check"])).contains('\u{1b}'));
    assert!(out(&run(folder.path(), &["check", "--color", "always"])).contains('\u{1b}'));
    let forced = plimsoll(folder.path(), &["check"])
        .env("CLICOLOR_FORCE", "1")
        .output()
        .unwrap();
    assert!(out(&forced).contains('\u{1b}'));
    let refused = plimsoll(folder.path(), &["check"])
        .env("CLICOLOR_FORCE", "1")
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    assert!(!out(&refused).contains('\u{1b}'));
}

#[test]
fn no_secret_is_printed() {
    let compose = "services:\n  web:\n    image: nginx\n    environment:\n      DB_PASSWORD: hunter2\n      URL: \"mysql://me:hunter2@db/x\"\n      - hunter2\n";
    let inspect = r#"[{"Id":"0123456789ab","Name":"/web","Config":{"User":"","Env":["DB_PASSWORD=hunter2","A=b"]},"HostConfig":{"Privileged":true}}]"#;
    let folder = folder(&[
        (
            "Dockerfile",
            "FROM alpine\nENV TOKEN hunter2\nARG API_KEY=hunter2\nENV A_SECRET=hunter2 B_SECRET=\"x hunter2\" C=d\n",
        ),
        ("compose.yaml", compose),
        ("inspect.json", inspect),
    ]);
    let output = run(folder.path(), &["check", "--full", "--all-verdicts"]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    assert!(out(&output).contains("DB_PASSWORD"), "{}", out(&output));
    assert!(!out(&output).contains("hunter2"), "{}", out(&output));
}

#[cfg(unix)]
#[test]
fn names_give_the_terminal_no_orders() {
    let folder = folder(&[("a\u{1b}[2Jb\nc/Dockerfile", DOCKERFILE)]);
    let policy = folder.path().join("p.yaml");
    std::fs::write(
        &policy,
        "waivers:\n  - control: \"x\\e[31m\"\n    owner: \"\\a\"\n",
    )
    .unwrap();
    let output = run(
        folder.path(),
        &["check", "--full", "--all-files", "--policy", "p.yaml"],
    );
    let is_plain = |text: &str| {
        text.chars()
            .all(|letter| letter == '\n' || !letter.is_control())
    };
    assert!(is_plain(out(&output)), "{}", out(&output));
    assert!(is_plain(err(&output)));
    assert!(
        out(&output).contains("a\\x1b[2Jb\\nc/Dockerfile"),
        "{}",
        out(&output)
    );
}

#[test]
fn a_reader_that_leaves_is_no_error() {
    let files: Vec<(String, &str)> = (0..200)
        .map(|at| (format!("{at}/Dockerfile"), DOCKERFILE))
        .collect();
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(name, text)| (name.as_str(), *text))
        .collect();
    let folder = folder(&files);
    for format in ["text", "json"] {
        let mut child = plimsoll(folder.path(), &["check", "--full", "--format", format])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!((code(&output), err(&output)), (0, ""), "{format}");
    }
}

#[test]
fn a_bundle_is_one_file_and_its_parts_show_lines() {
    let bundle = concat!(
        r#"{"plimsoll_bundle":{"version":1,"made":"2026-06-01T10:00:00Z","redacted":true,"root":true},"#,
        r#""uname":{"rc":0,"b64":"TGludXggc2hpcC0xIDYuMS4wCg==","from":"uname -a"},"#,
        r#""daemon_json":{"rc":0,"b64":"ewogICJsb2ctbGV2ZWwiOiAiZGVidWciCn0K","from":"cat /etc/docker/daemon.json"}}"#
    );
    let folder = folder(&[("bundle.json", bundle)]);
    let output = run(folder.path(), &["check", "--today", "2026-06-01", "--full"]);
    let text = out(&output);
    for words in [
        "1 file checked: collector's bundle (1).",
        "bundle.json holds 2 parts.",
        "bundle.json/daemon_json:2",
        "\"log-level\": \"debug\"",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
}
