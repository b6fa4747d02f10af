//! Comments that ask tools to be silent: what is read of them, and what they hold for.

use proptest::prelude::*;

use crate::model::suppression::{Fault, Names, Reach, Suppression, Tool};

/// Each request as `tool names -> what it holds for`, its first and last line by their words.
fn told(text: &str) -> Vec<String> {
    let tell = |found: &Suppression| {
        let names = match &found.names {
            Names::Every => "*".to_owned(),
            Names::Only(names) => names.join(","),
            Names::AllBut(names) => format!("!{}", names.join(",")),
        };
        let reach = match found.reach {
            Ok(Reach::File) => "file".to_owned(),
            Ok(Reach::Folder) => "folder".to_owned(),
            Ok(Reach::Within(span)) => {
                let lines = span.of(text).lines().map(str::trim);
                let mut lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
                let first = lines.next().unwrap_or_default();
                let last = lines.next_back().map(|last| format!(" .. {last}"));
                format!("{first}{}", last.unwrap_or_default())
            }
            Err(fault) => format!("{fault:?}"),
        };
        format!("{} {names} -> {reach}", found.tool.word())
    };
    super::read(text).suppressions.iter().map(tell).collect()
}

fn only(text: &str) -> Suppression {
    let found = super::read(text).suppressions;
    assert_eq!(found.len(), 1, "{text}");
    found[0].clone()
}

#[test]
fn every_tool_is_read() {
    for (comment, expected) in [
        ("# hadolint ignore=DL3002", "hadolint DL3002 -> USER root"),
        (
            "# hadolint ignore = DL3002 , SC2046 # why",
            "hadolint DL3002,SC2046 -> USER root",
        ),
        ("# hadolint global ignore=DL3002", "hadolint DL3002 -> file"),
        (
            "# hadolint ignore=odd,DL3002",
            "hadolint odd,DL3002 -> NotAName",
        ),
        ("# hadolint ignore=", "hadolint  -> NoName"),
        (
            "# check=skip=JSONArgsRecommended,FromAsCasing;error=true",
            "buildkit JSONArgsRecommended,FromAsCasing -> USER root",
        ),
        ("# check=skip=all", "buildkit * -> USER root"),
        (
            "#trivy:ignore:AVD-DS-0002:exp:2027-01-31",
            "trivy AVD-DS-0002 -> USER root",
        ),
        ("# trivy:ignore:*", "trivy * -> USER root"),
        ("# trivy:ignore:DS002:exp:soon", "trivy DS002 -> NotADay"),
        (
            "#checkov:skip=CKV_DOCKER_3:low port",
            "checkov CKV_DOCKER_3 -> file",
        ),
        ("# kics-scan ignore-line", "kics * -> USER root"),
        ("# kics-scan ignore-block", "kics * -> USER root"),
        ("# kics-scan disable=a-1,b-2", "kics a-1,b-2 -> NotAtTop"),
        ("# nosemgrep", "semgrep * -> USER root"),
        ("# NOSEMGREP: a.b.c, d", "semgrep a.b.c,d -> USER root"),
        (
            "# plimsoll: accept a, b reason=c",
            "plimsoll a,b -> USER root",
        ),
        ("# plimsoll: accept-file a", "plimsoll a -> NotAtTop"),
        ("# plimsoll: forget a", "plimsoll * -> NotARequest"),
        ("# plimsoll: accept until=2027-01-31", "plimsoll  -> NoName"),
        (
            "# plimsoll: accept a until=2027-02-31",
            "plimsoll a -> NotADay",
        ),
    ] {
        let text = format!("FROM alpine\n{comment}\nUSER root\n");
        assert_eq!(told(&text), [expected], "{comment}");
    }
    for other in [
        "# hadolint shell=bash",
        "# check=error=true",
        "# nosemgreps",
        "# we ignore trivy",
        "# kics-scan",
    ] {
        assert_eq!(
            told(&format!("FROM alpine\n{other}\nUSER root\n")),
            [""; 0],
            "{other}"
        );
    }
}

#[test]
fn the_whole_block_above_counts_and_no_further_one() {
    let text = "FROM alpine\n# hadolint ignore=DL3002\n#trivy:ignore:DS-0002 # nosemgrep\n# why\nUSER root\n";
    assert_eq!(
        told(text),
        [
            "hadolint DL3002 -> USER root",
            "trivy DS-0002 -> USER root",
            "semgrep * -> USER root"
        ]
    );
    let apart = "FROM alpine\n# hadolint ignore=DL3002\n\n# check=skip=all\n\nUSER root\n";
    assert_eq!(
        told(apart),
        ["hadolint DL3002 -> NothingBelow", "buildkit * -> USER root"]
    );
}

#[test]
fn stages_and_files_have_their_place() {
    let text = "# check=skip=all\n# kics-scan enable=a-1\n# plimsoll: accept-file x\n\n# hadolint stage ignore=DL3002\nFROM a\nRUN b\n# hadolint stage ignore=DL3002\nUSER c\n# kics-scan ignore-block\nFROM d\nRUN e\n# nosemgrep\n# hadolint global ignore=DL3006\n";
    assert_eq!(
        told(text),
        [
            "buildkit * -> file",
            "kics !a-1 -> file",
            "plimsoll x -> file",
            "hadolint DL3002 -> FROM a .. USER c",
            "hadolint DL3002 -> NoStageBelow",
            "kics * -> FROM d .. RUN e",
            "semgrep * -> NothingBelow",
            "hadolint DL3006 -> file",
        ]
    );
}

#[test]
fn comments_count_inside_and_behind_commands() {
    let text = "FROM a\nRUN b \\\n  # plimsoll: accept x\n  c # nosemgrep\nUSER root # trivy:ignore:DS-0002\nLABEL a=\"# nosemgrep\" # plimsoll: accept x\nRUN <<E\nd # plimsoll: accept x\n# trivy:ignore:y\n\ne '\n # nosemgrep\nf\nE\nCOPY <<E /g\n# nosemgrep\nE\n";
    assert_eq!(
        told(text),
        [
            "plimsoll x -> RUN b \\ .. c # nosemgrep",
            "semgrep * -> RUN b \\ .. c # nosemgrep",
            "trivy DS-0002 -> USER root # trivy:ignore:DS-0002",
            "plimsoll x -> NotAlone",
            "plimsoll x -> d # plimsoll: accept x",
            "trivy y -> e '",
            "semgrep * -> f",
        ]
    );
}

#[test]
fn our_own_comments_have_every_field() {
    let text = "FROM a\n# plimsoll: accept x until=2027-03-31 owner=\"Ann Lee\" reason=It ends # soon owner=nobody\nUSER b\n";
    let found = only(text);
    assert_eq!(found.tool, Tool::Plimsoll);
    assert_eq!(found.owner.as_deref(), Some("Ann Lee"));
    assert_eq!(found.reason.as_deref(), Some("It ends # soon owner=nobody"));
    assert_eq!(found.expires, Some(jiff::civil::date(2027, 3, 31)));
    assert_eq!(found.missing(), [""; 0]);
    assert_eq!(found.span.of(text).get(..10), Some("# plimsoll"));
    let unquoted = only("# plimsoll: accept x owner=Ann Lee until=2027-03-31\nFROM a\n");
    assert_eq!(unquoted.owner.as_deref(), Some("Ann Lee"));
    assert_eq!(unquoted.missing(), ["reason"]);
}

#[test]
fn too_many_are_said_to_be_too_many() {
    let text = format!(
        "FROM a\n{}USER b\n",
        "# hadolint ignore=DL3002\n".repeat(3000)
    );
    let file = super::read(&text);
    assert_eq!(file.suppressions.len(), 2000);
    assert!(
        file.problems
            .iter()
            .any(|it| it.message.contains("over 2000 rules"))
    );
    assert_eq!(
        only("FROM a\n# nosemgrep\n").reach,
        Err(Fault::NothingBelow)
    );
}

proptest! {
    /// Whatever a comment says, its place is in the file, and so is what it holds for.
    #[test]
    fn any_comment_is_read(
        text in "((# |#)?(hadolint |stage |global |ignore=|check=skip=|trivy:ignore:|:exp:2027-01-31|checkov:skip=|kics-scan |disable=|nosemgrep|plimsoll: accept |-file |until=|owner=|reason=|DL3002|[\"',#\\\\ \n]|FROM a|RUN <<E|\nE\n|\\PC)){0,40}",
    ) {
        for found in super::read(&text).suppressions {
            prop_assert!(text.get(found.span.start..found.span.end).is_some());
            if let Ok(Reach::Within(span)) = found.reach {
                prop_assert!(text.get(span.start..span.end).is_some());
            }
        }
    }
}
