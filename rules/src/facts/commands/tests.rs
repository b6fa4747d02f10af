//! What runs in a build.

use super::{BuildMountKind, Run, RunForm, ShellOptions, runs};
use crate::model::dockerfile::{Keyword, read};
use crate::model::shell::Dialect;

fn found(text: &str) -> Vec<Run> {
    runs(&read(text), text)
}

fn names(run: &Run) -> Vec<&str> {
    run.invocations()
        .iter()
        .map(|call| call.name.as_str())
        .collect()
}

#[test]
fn every_command_of_a_file_is_found() {
    let runs = found(
        "FROM x\nRUN a && b\nONBUILD RUN c\nCMD [\"d\"]\nENTRYPOINT exec e\nHEALTHCHECK CMD f\n\
         HEALTHCHECK NONE\nRUN <<EOF\ng\nh\nEOF\nRUN cat <<A >x && i\nj\nA\n",
    );
    let shown: Vec<_> = runs
        .iter()
        .map(|run| (run.step, run.keyword, run.is_deferred, run.form, names(run)))
        .collect();
    assert_eq!(
        shown,
        [
            (1, Keyword::Run, false, RunForm::Shell, vec!["a", "b"]),
            (2, Keyword::Run, true, RunForm::Shell, vec!["c"]),
            (3, Keyword::Cmd, false, RunForm::Exec, vec!["d"]),
            (
                4,
                Keyword::Entrypoint,
                false,
                RunForm::Shell,
                vec!["exec", "e"]
            ),
            (5, Keyword::Healthcheck, false, RunForm::Shell, vec!["f"]),
            (7, Keyword::Run, false, RunForm::Heredoc, vec!["g", "h"]),
            (8, Keyword::Run, false, RunForm::Shell, vec!["cat", "i"]),
        ]
    );
}

#[test]
fn spans_lead_back_to_the_file() {
    let text = "FROM x\nRUN a b \\\n  # why\n  && c \\\n  d\nRUN <<-EOF\n\te f\n\tEOF\n\
                RUN bash <<E\ng h\nE\nRUN [\"sh\", \"-c\", \"i && j k\"]\n";
    let runs = found(text);
    let spans: Vec<&str> = runs
        .iter()
        .flat_map(Run::invocations)
        .map(|call| call.span.of(text))
        .collect();
    assert_eq!(
        spans,
        [
            "a b",
            "c \\\n  d",
            "e f",
            "bash",
            "g h",
            "\"sh\", \"-c\", \"i && j k\"",
            "i",
            "j k"
        ]
    );
}

#[test]
fn the_shell_is_the_last_one_set() {
    let text = "FROM debian AS a\nRUN x\nSHELL [\"/bin/bash\", \"-eo\", \"pipefail\", \"-c\"]\nRUN x\n\
                FROM a\nRUN x\n# hadolint shell=zsh\nRUN x\nFROM alpine:3\nRUN x\nSHELL [\"/bin/sh\", \"-c\"]\n\
                RUN x\nFROM node:22-alpine3.20\nRUN x\nFROM mcr.microsoft.com/windows/nanoserver:ltsc2022\n\
                RUN x\nSHELL [\"pwsh\", \"-Command\"]\nRUN x\nFROM localhost:5000/alpine/thing\nRUN x\n";
    let dialects: Vec<Dialect> = found(text)
        .iter()
        .map(|run| run.dialect().clone())
        .collect();
    assert_eq!(
        dialects,
        [
            Dialect::Posix,
            Dialect::Bash,
            Dialect::Bash,
            Dialect::Zsh,
            Dialect::Ash,
            Dialect::Ash,
            Dialect::Ash,
            Dialect::Cmd,
            Dialect::PowerShell,
            Dialect::Posix,
        ]
    );
    let runs = found(text);
    assert!(!runs[0].has_pipefail_at(0) && runs[1].has_pipefail_at(0) && runs[2].has_errexit_at(0));
}

#[test]
fn a_heredoc_names_its_interpreter() {
    let text = "FROM alpine\nRUN <<E\n#!/usr/bin/env python3\nimport os\nE\nRUN <<E\n#!/bin/bash -e\na | b\nE\n\
                RUN <<E bash -eo pipefail\na | b\nE\nRUN <<E\n#!/bin/sh\na\nE\nRUN <<E python3\nimport os\nE\n";
    let runs = found(text);
    assert_eq!(*runs[0].dialect(), Dialect::Other("python3".into()));
    assert_eq!(names(&runs[0]), [""; 0]);
    assert_eq!(*runs[1].dialect(), Dialect::Bash);
    assert!(runs[1].has_errexit_at(0) && !runs[1].has_pipefail_at(0));
    assert_eq!(names(&runs[2]), ["bash", "a", "b"]);
    assert!(runs[2].has_pipefail_at(1) && runs[2].has_errexit_at(2) && !runs[2].has_pipefail_at(0));
    assert_eq!(*runs[3].dialect(), Dialect::Ash);
    assert_eq!(names(&runs[4]), ["python3"]);
}

#[test]
fn options_are_switched_in_scripts() {
    let text = "FROM x\nRUN a; set -euxo pipefail && b; set +o pipefail; c; bash -o pipefail -c 'd | e'; f\n";
    let run = &found(text)[0];
    let at = |name: &str| {
        run.invocations()
            .iter()
            .position(|call| call.name == name)
            .unwrap()
    };
    assert!(!run.has_pipefail_at(at("a")));
    assert!(run.has_pipefail_at(at("b")) && run.has_errexit_at(at("b")));
    assert!(!run.has_pipefail_at(at("c")) && run.has_errexit_at(at("c")));
    assert!(run.has_pipefail_at(at("e")) && !run.has_errexit_at(at("e")));
    assert!(!run.has_pipefail_at(at("f")));
    let words = ["-o", "errexit", "-uo", "pipefail", "-c"];
    let all = ShellOptions {
        errexit: true,
        pipefail: true,
        nounset: true,
        xtrace: false,
    };
    assert_eq!(ShellOptions::of_words(words), all);
}

#[test]
fn mounts_and_entitlements_are_read() {
    let text = "FROM x\nARG D=/var/cache\nRUN --mount=type=cache,target=$D/apt,sharing=locked \
                --mount=type=secret,id=t,env=T,required --mount=from=x,src=/a,dst=/b,rw --network=none \
                --security=insecure a\n";
    let run = &found(text)[0];
    let kinds: Vec<_> = run.mounts.iter().map(|mount| &mount.kind).collect();
    assert_eq!(
        kinds,
        [
            &BuildMountKind::Cache,
            &BuildMountKind::Secret,
            &BuildMountKind::Bind
        ]
    );
    assert_eq!(run.mounts[0].target.as_deref(), Some("/var/cache/apt"));
    assert_eq!(run.mounts[1].env.as_deref(), Some("T"));
    assert!(run.mounts[1].is_required && run.mounts[2].is_writable == Some(true));
    assert_eq!(run.mounts[2].source.as_deref(), Some("/a"));
    assert!(run.mounts_away("/var/cache/apt/archives") && !run.mounts_away("/var/cache/aptx"));
    assert_eq!(
        run.network.as_ref().map(|word| word.value.as_str()),
        Some("none")
    );
    assert_eq!(
        run.security.as_ref().map(|word| word.value.as_str()),
        Some("insecure")
    );
}
