//! `plimsoll fix`: the patch, the files in place, and what is told beside them.

mod support;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use support::{code, err, folder, out, plimsoll, run, run_with};

const ADDED: &str = "FROM alpine:3.22\nADD a.txt /srv/\nCMD run --now\n";
const COPIED: &str = "FROM alpine:3.22\nCOPY a.txt /srv/\nCMD run --now\n";
const ONLY: [&str; 3] = ["fix", "--control", "DL3020"];

fn fix(folder: &Path, more: &[&str]) -> std::process::Output {
    run(folder, &[&ONLY[..], more].concat())
}

fn read(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap()
}

#[test]
fn the_patch_is_printed_and_nothing_is_changed() {
    let folder = folder(&[("web/Dockerfile", ADDED)]);
    let output = fix(folder.path(), &[]);
    assert_eq!(
        out(&output),
        "--- a/web/Dockerfile\n+++ b/web/Dockerfile\n@@ -1,3 +1,3 @@\n FROM alpine:3.22\n\
         -ADD a.txt /srv/\n+COPY a.txt /srv/\n CMD run --now\n"
    );
    assert_eq!(
        err(&output),
        "web/Dockerfile: files-copied-not-added\n\
         1 finding to mend in 1 file; --write changes them in place.\n"
    );
    assert_eq!(code(&output), 0);
    assert_eq!(read(folder.path(), "web/Dockerfile"), ADDED);
}

#[test]
fn git_applies_the_patch() {
    let marked = format!("\u{feff}{}", ADDED.replace('\n', "\r\n"));
    let unended = ADDED.trim_end();
    let files = [
        ("web/Dockerfile", ADDED),
        ("a b/Dockerfile", ADDED),
        ("é\"x/Dockerfile", unended),
        ("win/Dockerfile", &marked),
    ];
    let folder = folder(&files);
    let output = fix(folder.path(), &[]);
    fs::write(folder.path().join("all.patch"), &output.stdout).unwrap();
    let git = |arguments: &[&str]| {
        let run = Command::new("git")
            .args(arguments)
            .current_dir(folder.path())
            .env("GIT_CEILING_DIRECTORIES", folder.path())
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .output();
        let output = run.expect("git is there");
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(
            output.status.success(),
            "{told}{}",
            out(&self::fix(folder.path(), &[]))
        );
    };
    git(&["init", "--quiet"]);
    git(&["apply", "--check", "all.patch"]);
    git(&["apply", "--whitespace=nowarn", "all.patch"]);
    for (name, before) in files {
        let after = before.replace("ADD a.txt", "COPY a.txt");
        assert_eq!(read(folder.path(), name), after, "{name}");
    }
    assert_eq!(out(&fix(folder.path(), &[])), "");
}

#[test]
fn files_are_changed_in_place_byte_by_byte() {
    let marked = format!("\u{feff}{}", ADDED.replace('\n', "\r\n"));
    let folder = folder(&[("a/Dockerfile", &marked), ("b/Dockerfile", COPIED)]);
    let output = fix(folder.path(), &["--write", "a", "b"]);
    assert_eq!((code(&output), out(&output)), (0, ""));
    assert!(
        err(&output).contains("1 finding mended in 1 file."),
        "{}",
        err(&output)
    );
    let expected = format!("\u{feff}{}", COPIED.replace('\n', "\r\n"));
    assert_eq!(read(folder.path(), "a/Dockerfile"), expected);
    assert_eq!(read(folder.path(), "b/Dockerfile"), COPIED);
    let names = fs::read_dir(folder.path().join("a")).unwrap().count();
    assert_eq!(names, 1, "nothing is left behind");
    let again = fix(folder.path(), &["--write"]);
    assert!(
        err(&again).contains("Nothing here can be mended"),
        "{}",
        err(&again)
    );
}

#[test]
fn the_standard_input_is_read_and_never_written() {
    let folder = folder(&[]);
    let dash = ["fix", "-", "--stdin-name", "Dockerfile"];
    let output = run_with(folder.path(), &dash, ADDED);
    assert_eq!(code(&output), 0);
    assert!(
        out(&output).contains("\n+COPY a.txt /srv/\n"),
        "{}",
        out(&output)
    );
    let output = run_with(folder.path(), &[&dash[..], &["--write"]].concat(), ADDED);
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("the standard input cannot be changed"));
}

#[test]
fn what_is_left_is_told_with_the_reason() {
    let policy = "waivers:\n  - control: files-copied-not-added\n    owner: ann\n    \
                  reason: kept\n    expires: 2027-01-31\n";
    let folder = folder(&[("Dockerfile", ADDED), ("policy.yaml", policy)]);
    let arguments = [
        "fix",
        "Dockerfile",
        "--policy",
        "policy.yaml",
        "--today",
        "2026-11-22",
    ];
    let output = run(folder.path(), &arguments);
    assert_eq!((code(&output), out(&output)), (0, ""));
    let told = err(&output);
    assert!(
        told.contains(" with a change that needs your choice"),
        "{told}"
    );
    assert!(told.contains("1 accepted"), "{told}");
    assert!(told.contains("to mend by hand"), "{told}");
}

#[test]
fn one_subject_is_hardened() {
    let services = "services:\n  web:\n    image: nginx:1.27\n    privileged: true\n  \
                    db:\n    image: postgres:17\n    privileged: true\n";
    let folder = folder(&[("compose.yaml", services)]);
    let id = "service:compose.yaml#web";
    let safe = run(folder.path(), &["fix", "--subject", id]);
    assert_eq!(code(&safe), 0, "{}", err(&safe));
    assert!(
        out(&safe).contains("+      - no-new-privileges:true"),
        "{}",
        out(&safe)
    );
    assert!(!err(&safe).contains("To confirm"), "{}", err(&safe));
    assert!(err(&safe).contains("with a change that needs your choice"));

    let all = run(
        folder.path(),
        &["fix", "--subject", "web", "--confirmed", "--write"],
    );
    assert_eq!((code(&all), out(&all)), (0, ""));
    let told = err(&all);
    assert!(
        told.contains("To confirm or fill in:\n  container-unprivileged: "),
        "{told}"
    );
    let after = read(folder.path(), "compose.yaml");
    let (web, db) = after.split_once("  db:\n").unwrap();
    assert!(!web.contains("privileged: true"), "{after}");
    assert_eq!(db, "    image: postgres:17\n    privileged: true\n");

    let nobody = run(folder.path(), &["fix", "--subject", "cache"]);
    assert_eq!(code(&nobody), 2);
    assert!(
        err(&nobody).contains("no subject is called cache; there are "),
        "{}",
        err(&nobody)
    );
    assert!(err(&nobody).contains(id), "{}", err(&nobody));
}

#[test]
fn what_cannot_be_done_is_an_error() {
    let folder = folder(&[("Dockerfile", ADDED), ("main.rs", "fn main() {}\n")]);
    for (arguments, why) in [
        (
            &["fix", "--control", "DL302"][..],
            "no control is called DL302",
        ),
        (&["fix", "gone/Dockerfile"], ""),
        (&["fix", "main.rs"], ""),
        (&["fix", "--policy", "gone.yaml"], "gone.yaml"),
    ] {
        let output = run(folder.path(), arguments);
        assert_eq!(code(&output), 2, "{arguments:?}");
        assert!(err(&output).contains(why), "{}", err(&output));
    }
}

#[test]
fn a_reader_that_leaves_is_no_error() {
    let folder = folder(&[("Dockerfile", ADDED)]);
    let mut child = plimsoll(folder.path(), &ONLY)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    assert_eq!(code(&child.wait_with_output().unwrap()), 0);
}

#[cfg(unix)]
mod unix {
    use std::fs;
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::{ADDED, COPIED, code, err, fix, folder, read};

    #[test]
    fn permissions_and_links_stay() {
        let folder = folder(&[("web/Dockerfile", ADDED), ("kept/Dockerfile", ADDED)]);
        let path = folder.path().join("web/Dockerfile");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        symlink("web/Dockerfile", folder.path().join("Dockerfile")).unwrap();
        let output = fix(folder.path(), &["--write", "Dockerfile"]);
        assert_eq!(code(&output), 0, "{}", err(&output));
        assert_eq!(read(folder.path(), "web/Dockerfile"), COPIED);
        assert!(folder.path().join("Dockerfile").is_symlink());
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o640);

        let kept = folder.path().join("kept/Dockerfile");
        fs::set_permissions(&kept, fs::Permissions::from_mode(0o444)).unwrap();
        let output = fix(folder.path(), &["--write", "kept"]);
        assert_eq!(code(&output), 2);
        assert!(err(&output).contains("it is read-only"), "{}", err(&output));
        assert_eq!(read(folder.path(), "kept/Dockerfile"), ADDED);
    }
}
