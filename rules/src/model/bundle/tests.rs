use proptest::prelude::*;

use super::*;
use crate::artifact::Effect;
use crate::artifact::kind::Kind;

const WHOLE: &str = r#"{"plimsoll_bundle":{"version":1,"made":"2026-11-23T02:36:22Z","redacted":true,"root":false,"client":"docker"},
"info":{"rc":0,"b64":"eyJJRCI6IngifQo=","from":"docker info --format '{{json .}}'"},
"history/sha256:ab":{"rc":0,"b64":"e30K"},
"audit_rules":{"rc":127,"b64":"","err":"bm90IGZvdW5kOiBhdWRpdGN0bAo=","from":"auditctl -l"},
"stat":{"rc":0,"b64":"YWJzZW50IC94Cg=="}
}
"#;

#[test]
fn a_bundle_is_read_with_the_place_of_each_part() {
    let bundle = read(WHOLE);
    assert_eq!(bundle.problems, []);
    assert_eq!(bundle.version.as_ref().unwrap().value, 1);
    assert_eq!(bundle.made.as_ref().unwrap().value, "2026-11-23T02:36:22Z");
    assert!(bundle.is_redacted.as_ref().unwrap().value);
    assert!(!bundle.by_root.as_ref().unwrap().value);
    assert_eq!(bundle.client.as_ref().unwrap().span.of(WHOLE), "docker");
    let keys: Vec<&str> = bundle
        .parts
        .iter()
        .map(|it| it.key.value.as_str())
        .collect();
    assert_eq!(keys, ["info", "history/sha256:ab", "audit_rules", "stat"]);
    let info = bundle.part("info").unwrap();
    assert_eq!(info.text(), "{\"ID\":\"x\"}\n");
    assert_eq!(info.content(), Some(Content::Artifact(Kind::DockerInfo)));
    assert_eq!(info.outcome(), Outcome::Whole);
    assert_eq!(info.key.span.of(WHOLE), "info");
    assert!(info.span.of(WHOLE).starts_with("\"info\":{") && info.span.of(WHOLE).ends_with('}'));
    assert_eq!(
        info.command.as_deref(),
        Some("docker info --format '{{json .}}'")
    );
    let history: Vec<_> = bundle.family("history").collect();
    assert_eq!(history[0].object(), Some("sha256:ab"));
    let audit = bundle.part("audit_rules").unwrap();
    assert_eq!(audit.outcome(), Outcome::Missing);
    assert_eq!(audit.messages, "not found: auditctl\n");
}

#[test]
fn absence_differs_from_denial() {
    let outcome = |rc, said: &str| {
        let part = Part {
            key: Spanned::new("x".to_owned(), Span::default()),
            rc: Some(rc),
            bytes: Vec::new(),
            is_whole: true,
            messages: said.to_owned(),
            command: None,
            span: Span::default(),
        };
        part.outcome()
    };
    assert_eq!(
        outcome(1, "cat: /x: No such file or directory"),
        Outcome::Absent
    );
    assert_eq!(outcome(1, "cat: /x: Permission denied"), Outcome::Denied);
    assert_eq!(
        outcome(4, "You must be root to run this program."),
        Outcome::Denied
    );
    assert_eq!(outcome(124, ""), Outcome::TimedOut);
    let no_manager = "Error response from daemon: This node is not a swarm manager.";
    let in_none =
        "Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm";
    let worker = "Worker nodes can't be used to view or modify cluster state.";
    assert_eq!(
        outcome(1, &format!("{no_manager} {in_none}")),
        Outcome::Absent
    );
    assert_eq!(
        outcome(1, &format!("{no_manager} {worker}")),
        Outcome::Failed
    );
    assert_eq!(outcome(0, ""), Outcome::Whole);
}

#[test]
fn a_cut_bundle_gives_what_is_whole() {
    let cut = &WHOLE[..WHOLE.find("bm90").unwrap() + 6];
    let bundle = read(cut);
    assert_eq!(bundle.parts.len(), 3);
    assert!(bundle.parts[1].is_whole);
    let last = bundle.problems.last().unwrap();
    assert_eq!(last.effect, Effect::Partial);
    assert_eq!(last.span.unwrap().start, cut.len());
}

#[test]
fn damage_is_told_where_it_is() {
    let text = WHOLE
        .replace("YWJzZW50IC94Cg==", "YWJz*W50IC94Cg==")
        .replace("\"rc\":127", "\"rc\":\"no\"")
        .replace("history/", "novelty/");
    let bundle = read(&text);
    let told: Vec<&str> = bundle
        .problems
        .iter()
        .map(|it| it.span.unwrap().of(&text))
        .collect();
    assert_eq!(told, ["novelty/sha256:ab", "audit_rules", "*"]);
    let stat = bundle.part("stat").unwrap();
    assert_eq!(
        (stat.outcome(), stat.text().as_str()),
        (Outcome::Damaged, "abs")
    );
    assert_eq!(bundle.part("audit_rules").unwrap().rc, None);
}

#[test]
fn progress_around_a_bundle_is_passed_over() {
    let text = format!("collect.sh: asking Docker\n{WHOLE}collect.sh: ready\n");
    let bundle = read(&text);
    assert_eq!(bundle.parts.len(), 4);
    assert_eq!(bundle.problems.len(), 1);
    assert_eq!(bundle.problems[0].effect, Effect::Note);
}

#[test]
fn other_versions_and_repeated_keys_are_told() {
    let text = WHOLE
        .replace("\"version\":1", "\"version\":2")
        .replace("\"stat\"", "\"info\"");
    let bundle = read(&text);
    assert_eq!(bundle.parts.len(), 3);
    assert_eq!(bundle.part("info").unwrap().text(), "absent /x\n");
    assert_eq!(bundle.problems.len(), 2);
    let nothing = read("{\"a\":1}");
    assert_eq!(nothing.problems[0].effect, Effect::Unreadable);
    assert_eq!(nothing.parts, []);
}

proptest! {
    /// Cut anywhere, with any byte changed, a bundle is read and every place lies inside.
    #[test]
    fn cut_and_changed_bundles_are_read(
        end in 0..WHOLE.len(),
        at in 0..WHOLE.len(),
        byte in 0_u8..=127,
    ) {
        let mut bytes = WHOLE.as_bytes().to_vec();
        bytes[at] = byte;
        bytes.truncate(end);
        let text = String::from_utf8(bytes).unwrap();
        let bundle = read(&text);
        for span in bundle.problems.iter().filter_map(|it| it.span) {
            prop_assert!(text.get(span.start..span.end).is_some());
        }
        for part in &bundle.parts {
            prop_assert!(text.get(part.span.start..part.span.end).is_some());
            prop_assert!(text.get(part.key.span.start..part.key.span.end).is_some());
        }
    }

    /// Any text is read.
    #[test]
    fn any_text_is_read(text in "(\\{|\\}|\"plimsoll_bundle\"|\"b64\"|\"rc\"|\"|:|,|YQ==|é|\\PC|\n){0,60}") {
        let bundle = read(&text);
        for span in bundle.problems.iter().filter_map(|it| it.span) {
            prop_assert!(text.get(span.start..span.end).is_some());
        }
    }
}
