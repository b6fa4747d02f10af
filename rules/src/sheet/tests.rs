use super::{Layout, Place, Refusal, Sheet};
use crate::finding::Edit;
use crate::model::yaml::parse;
use crate::remedy::apply;
use crate::span::Span;

/// The text after a change to its service `web`.
fn changed(
    text: &str,
    change: impl Fn(Place<'_>) -> Result<Vec<Edit>, Refusal>,
) -> Result<String, Refusal> {
    let yaml = parse(text);
    let layout = Layout::of(text, &yaml.documents, &yaml.problems);
    let sheet = Sheet::new(text, &yaml.documents, &layout);
    let edits = change(sheet.mapping(&["services", "web"])?)?;
    Ok(apply(text, &edits))
}

fn set(text: &str, path: &[&str], value: &str) -> Result<String, Refusal> {
    changed(text, |place| place.set(path, value))
}

fn append(text: &str, path: &[&str], items: &[&str]) -> Result<String, Refusal> {
    changed(text, |place| place.append(path, items))
}

fn remove(text: &str, path: &[&str]) -> Result<String, Refusal> {
    changed(text, |place| place.remove(path))
}

fn remove_item(text: &str, path: &[&str], index: usize) -> Result<String, Refusal> {
    changed(text, |place| place.remove_item(path, index))
}

const PLAIN: &str = "\
# head
services:
    web: # the shop
        image: alpine # pinned
        # what it may
        cap_add: [SYS_ADMIN, \"CHOWN\"]
        security_opt:
        - seccomp:unconfined # for now
        - label:x
        deploy:
            resources:
                limits:
                    cpus: '0.5'
    db:
        image: postgres
";

#[test]
fn new_keys_follow_what_the_service_is() {
    let text = set(PLAIN, &["read_only"], "true").unwrap();
    let expected = "alpine # pinned\n        read_only: true\n        # what it may\n";
    assert!(text.contains(expected), "{text}");
    let text = append(PLAIN, &["cap_drop"], &["ALL"]).unwrap();
    // The file's lists are not indented, and neither is the new one.
    let expected = "pinned\n        cap_drop:\n        - ALL\n        # what";
    assert!(text.contains(expected), "{text}");
    let text = set(PLAIN, &["deploy", "resources", "limits", "memory"], "512m").unwrap();
    let expected = "cpus: '0.5'\n                    memory: 512m\n    db:";
    assert!(text.contains(expected), "{text}");
    let text = set(PLAIN, &["healthcheck", "start", "at"], "1:2").unwrap();
    let expected =
        "pinned\n        healthcheck:\n            start:\n                at: \"1:2\"\n";
    assert!(text.contains(expected), "{text}");
}

#[test]
fn a_service_without_image_or_build_grows_at_its_end() {
    let text = "services:\n  web:\n    <<: &b {image: x}\n\n  db: {image: y}\n";
    let grown = set(text, &["read_only"], "true").unwrap();
    assert_eq!(
        grown,
        "services:\n  web:\n    <<: &b {image: x}\n    read_only: true\n\n  db: {image: y}\n"
    );
    let text = "services:\n  web:\n    build:\n      context: .\n      # args:\n\n      #   - A\n    # next\n    user: a";
    let grown = set(text, &["read_only"], "true").unwrap();
    assert!(
        grown.contains("#   - A\n    read_only: true\n    # next\n"),
        "{grown}"
    );
    let text = "services:\n  web:\n    user: a";
    let grown = set(text, &["read_only"], "true").unwrap();
    assert_eq!(grown, "services:\n  web:\n    user: a\n    read_only: true");
    let text = "services:\n  web: # nothing yet\n  db: {}\n";
    let grown = set(text, &["read_only"], "true").unwrap();
    assert!(
        grown.contains("web: # nothing yet\n    read_only: true\n  db"),
        "{grown}"
    );
}

#[test]
fn values_are_written_over_in_their_quotes() {
    let with = |value: &str| format!("services:\n  web:\n    restart: {value}\n    image: x\n");
    for (old, new) in [
        ("always # why", "on-failure:5 # why"),
        ("\"always\"", "\"on-failure:5\""),
        ("'always'", "'on-failure:5'"),
        ("&unused always", "&unused on-failure:5"),
        ("\"al\\\n      ways\"", "\"on-failure:5\""),
        (" # nothing", "on-failure:5  # nothing"),
        ("~", "on-failure:5"),
    ] {
        assert_eq!(set(&with(old), &["restart"], "on-failure:5"), Ok(with(new)));
    }
    for (old, refusal) in [
        ("$POLICY", Refusal::Interpolated),
        ("!reset null", Refusal::Tagged),
        ("[always]", Refusal::OtherShape),
        (">-\n      always", Refusal::Layout),
    ] {
        assert_eq!(set(&with(old), &["restart"], "no"), Err(refusal), "{old}");
    }
    assert_eq!(
        set(&with("$$5"), &["restart"], "a \"b\"\\"),
        Ok(with("\"a \\\"b\\\"\\\\\""))
    );
}

#[test]
fn lists_grow_in_their_own_style() {
    let with =
        |list: &str| format!("services:\n  web:\n    image: x\n    cap_drop:{list}\n    user: a\n");
    for (old, new) in [
        (
            "\n      - A # a\n      # b",
            "\n      - A # a\n      - ALL\n      # b",
        ),
        (
            "\n    - A\n    - - b\n      - c",
            "\n    - A\n    - - b\n      - c\n    - ALL",
        ),
        ("\n    -   &z A", "\n    -   &z A\n    - ALL"),
        (" [A, 'B' ]", " [A, 'B', ALL ]"),
        (" [A,]", " [A, ALL,]"),
        (" []", " [ALL]"),
        (" # none", " # none\n      - ALL"),
        ("\n    - [A]", "\n    - [A]\n    - ALL"),
        (
            "\n    - |\n      A\n\n    # c",
            "\n    - |\n      A\n    - ALL\n\n    # c",
        ),
    ] {
        assert_eq!(
            append(&with(old), &["cap_drop"], &["ALL"]),
            Ok(with(new)),
            "{old}"
        );
    }
    for (old, refusal) in [
        (" A", Refusal::OtherShape),
        (" {A: }", Refusal::OtherShape),
        (" [A,\n      B]", Refusal::FlowOverLines),
        (" !override [A]", Refusal::Tagged),
    ] {
        assert_eq!(
            append(&with(old), &["cap_drop"], &["ALL"]),
            Err(refusal),
            "{old}"
        );
    }
}

#[test]
fn entries_go_with_their_lines() {
    let text = remove(PLAIN, &["security_opt"]).unwrap();
    assert!(text.contains("\"CHOWN\"]\n        deploy:"), "{text}");
    let text = remove(PLAIN, &["deploy", "resources", "limits", "cpus"]).unwrap();
    assert!(text.contains("- label:x\n    db:"), "{text}");
    assert_eq!(
        remove(PLAIN, &["image"]).unwrap(),
        PLAIN.replace("        image: alpine # pinned\n", "")
    );
    let text = remove_item(PLAIN, &["security_opt"], 0).unwrap();
    assert_eq!(
        text,
        PLAIN.replace("        - seccomp:unconfined # for now\n", "")
    );
    let text = remove_item(PLAIN, &["cap_add"], 0).unwrap();
    assert_eq!(text, PLAIN.replace("SYS_ADMIN, ", ""));
    let text = remove_item(PLAIN, &["cap_add"], 1).unwrap();
    assert_eq!(text, PLAIN.replace(", \"CHOWN\"", ""));
    let only = "services:\n  web:\n    privileged: true\n";
    assert_eq!(remove(only, &["privileged"]), Err(Refusal::LastEntry));
    let single = "services:\n  web:\n    image: x\n    pid: host";
    assert_eq!(
        remove(single, &["pid"]).unwrap(),
        "services:\n  web:\n    image: x\n"
    );
    let keeping = "services:\n  web:\n    command: |+\n      a\n\n    pid: host\n\n    image: x\n";
    let text = remove(keeping, &["pid"]).unwrap();
    assert_eq!(
        text,
        "services:\n  web:\n    command: |+\n      a\n\n    image: x\n"
    );
}

#[test]
fn a_service_between_braces_stays_on_its_line() {
    let with = |web: &str| format!("services: {{web: {web}, db: {{image: y}}}}\n");
    let text = with("{ image: x, pid: host , cap_add: [A] }");
    let is = |changed: Result<String, Refusal>, web: &str| assert_eq!(changed, Ok(with(web)));
    is(
        set(&text, &["deploy", "pids"], "5"),
        "{ image: x, deploy: {pids: 5}, pid: host , cap_add: [A] }",
    );
    is(
        append(&text, &["cap_drop"], &["ALL", "B"]),
        "{ image: x, cap_drop: [ALL, B], pid: host , cap_add: [A] }",
    );
    is(remove(&text, &["pid"]), "{ image: x , cap_add: [A] }");
    is(remove(&text, &["image"]), "{ pid: host , cap_add: [A] }");
    is(
        remove_item(&text, &["cap_add"], 0),
        "{ image: x, pid: host  }",
    );
    is(set(&with("{}"), &["a"], "1"), "{a: 1}");
    is(set(&with("{a: , b}"), &["a"], "1"), "{a: 1 , b}");
    is(set(&with("{a, b: }"), &["c"], "1"), "{a, b:, c: 1 }");
    let over_lines = with("{image: x,\n  pid: host}");
    assert_eq!(set(&over_lines, &["a"], "1"), Err(Refusal::FlowOverLines));
    assert_eq!(remove(&over_lines, &["pid"]), Err(Refusal::FlowOverLines));
}

#[test]
fn items_of_lists_can_be_mappings() {
    let text = "services:\n  web:\n    image: x\n    ports:\n      - 80:80\n      - target: 81\n        # c\n        published: 81\n      - {target: 82}\n";
    let item = |index: usize, path: &'static [&'static str]| {
        changed(text, move |web| {
            web.item(&["ports"], index)?.set(path, "127.0.0.1")
        })
    };
    let bound = changed(text, |web| web.set_item(&["ports"], 0, "127.0.0.1:80:80")).unwrap();
    assert_eq!(bound, text.replace("80:80", "\"127.0.0.1:80:80\""));
    let bound = item(1, &["host_ip"]).unwrap();
    assert!(
        bound.contains("published: 81\n        host_ip: 127.0.0.1\n      - {"),
        "{bound}"
    );
    let bound = item(2, &["host_ip"]).unwrap();
    assert!(
        bound.contains("- {target: 82, host_ip: 127.0.0.1}\n"),
        "{bound}"
    );
    assert_eq!(item(0, &["host_ip"]), Err(Refusal::OtherShape));
}

#[test]
fn what_others_share_is_left_alone() {
    let text = "\
x-b: &b {image: x, cap_add: &caps [A]}
services:
  web:
    <<: *b
    pid: &host host
    security_opt: *caps
    ports: &unused
      - 80:80
    command: [*host]
  db: &db
    image: y
  db2: *db
  web2:
    ipc: *host
";
    assert_eq!(set(text, &["image"], "z"), Err(Refusal::BroughtByAlias));
    assert_eq!(
        append(text, &["cap_add"], &["B"]),
        Err(Refusal::BroughtByAlias)
    );
    assert_eq!(
        append(text, &["security_opt"], &["B"]),
        Err(Refusal::BroughtByAlias)
    );
    assert_eq!(remove(text, &["pid"]), Err(Refusal::Shared));
    assert_eq!(set(text, &["pid"], "x"), Err(Refusal::Shared));
    assert!(remove_item(text, &["ports"], 0).is_ok());
    let aliased = changed(text, |web| web.set_item(&["command"], 0, "x"));
    assert_eq!(aliased, Err(Refusal::BroughtByAlias));
    let other = |name: &str| {
        let yaml = parse(text);
        let layout = Layout::of(text, &yaml.documents, &yaml.problems);
        let sheet = Sheet::new(text, &yaml.documents, &layout);
        sheet.mapping(&["services", name]).map(drop)
    };
    assert_eq!(other("db"), Err(Refusal::Shared));
    assert_eq!(other("db2"), Err(Refusal::BroughtByAlias));
    assert_eq!(other("nowhere"), Err(Refusal::OtherFile));
}

#[test]
fn some_files_are_not_edited_at_all() {
    let web = "services:\n  web:\n    image: x\n";
    for (text, refusal) in [
        (
            format!("{web}---\nservices: {{}}\n"),
            Refusal::SeveralDocuments,
        ),
        (
            format!("{web}    user: a\n    user: b\n"),
            Refusal::DuplicateKeys,
        ),
        (
            format!("{web}    <<: {{a: 1}}\n    <<: {{b: 1}}\n"),
            Refusal::DuplicateKeys,
        ),
        (format!("{web}    command: |\n      \ta\n"), Refusal::Tabs),
        (format!("{web}  {{% if x %}}\n"), Refusal::Templated),
        (format!("{web}x: [1, 2\n"), Refusal::Unread),
        (format!("{web}x: a\ry: b\n"), Refusal::Unread),
    ] {
        assert_eq!(set(&text, &["user"], "a"), Err(refusal), "{text}");
        assert!(refusal.sentence().ends_with('.'));
    }
    assert!(set(&format!("---\n{web}---\n# end\n"), &["user"], "a").is_ok());
}

#[test]
fn entries_in_other_layouts_are_left_to_people() {
    let text = "services:\n  web:\n    ? image\n    : x\n    ? pid\n    : host\n";
    assert_eq!(remove(text, &["pid"]), Err(Refusal::Layout));
    let text = "services:\n  web:\n    post_start:\n      - privileged: true\n        command: a\n";
    let change = changed(text, |web| {
        web.item(&["post_start"], 0)?.remove(&["privileged"])
    });
    assert_eq!(change, Err(Refusal::Layout));
}

#[test]
fn an_item_is_found_by_its_place() {
    let text =
        "services:\n  web:\n    ports:\n      - 80:80\n      - target: 81\n        mode: host\n";
    let yaml = parse(text);
    let layout = Layout::of(text, &yaml.documents, &yaml.problems);
    let sheet = Sheet::new(text, &yaml.documents, &layout);
    let web = sheet.mapping(&["services", "web"]).unwrap();
    let place = |word: &str| {
        let at = text.find(word).unwrap();
        web.index_of(&["ports"], Span::new(at, at + word.len()))
    };
    assert_eq!(place("80:80"), Some(0));
    assert_eq!(place("81"), Some(1));
    assert_eq!(place("services"), None);
    assert_eq!(web.at(&["ports"]).map(|ports| ports.items().len()), Some(2));
}

#[test]
fn a_part_of_a_value_is_written_over() {
    let with = |value: &str| format!("services:\n  web:\n    image: x\n    {value}\n");
    let rewrite = |value: &str| {
        let text = with(value);
        let start = text.find("pw").unwrap();
        let span = Span::new(start, start + 2);
        let part = |old: &str| old.find("pw").map(|at| at..at + 2);
        changed(&text, |place| place.rewrite(span, part, "${PW:?x y}"))
    };
    for (old, new) in [
        ("command: a -p pw b # c", "command: a -p ${PW:?x y} b # c"),
        (
            "command: [\"a\", 'pw b']",
            "command: [\"a\", '${PW:?x y} b']",
        ),
        ("command: [a, -ppw]", "command: [a, \"-p${PW:?x y}\"]"),
        (
            "environment:\n      A: pw",
            "environment:\n      A: \"${PW:?x y}\"",
        ),
        (
            "environment: {A: b, PW: pw }",
            "environment: {A: b, PW: \"${PW:?x y}\" }",
        ),
        (
            "post_start:\n    - command: a\n      environment:\n      - A=pw",
            "post_start:\n    - command: a\n      environment:\n      - A=${PW:?x y}",
        ),
        (
            "command: |\n      a pw\n      b",
            "command: |\n      a ${PW:?x y}\n      b",
        ),
    ] {
        assert_eq!(rewrite(old), Ok(with(new)), "{old}");
    }
    for (old, refusal) in [
        ("command: [a, pw b]", Refusal::Layout),
        ("command: \"\\x41 pw pw b\"", Refusal::Layout),
        ("command: pw $A", Refusal::Interpolated),
        ("command: !reset pw", Refusal::Tagged),
        ("environment: *pw", Refusal::BroughtByAlias),
    ] {
        let text = if old.contains('*') {
            "x: &pw {A: b}\n"
        } else {
            ""
        };
        let text = format!("{text}{}", with(old));
        let start = text.rfind("pw").unwrap();
        let span = Span::new(start, start + 2);
        let part = |old: &str| old.find("pw").map(|at| at..at + 2);
        let edits = changed(&text, |place| place.rewrite(span, part, "${PW:?x y}"));
        assert_eq!(edits, Err(refusal), "{old}");
    }
}

#[test]
fn what_was_found_elsewhere_is_held_to_the_same() {
    let text = "\
x-i: &i nginx
x-b: &b
  image: redis
services:
  web:
    image: &w alpine
    ports: !override
      - 22:22
    expose: [\"1\",
      \"2\"]
    labels: {a: b, c: &c d}
  db:
    <<: *b
    hostname: *i
    domainname: *w
    user: *c
  other: {image: busybox,
    init: true}
";
    let yaml = parse(text);
    let layout = Layout::of(text, &yaml.documents, &yaml.problems);
    let sheet = Sheet::new(text, &yaml.documents, &layout);
    let check = |path: &[&str], word: &str| {
        let at = text.find(word).unwrap();
        let edit = Edit::replace(Span::new(at, at + word.len()), "x");
        sheet.check_edits(path, &[edit])
    };
    let (web, db) = (["services", "web"], ["services", "db"]);
    assert_eq!(check(&db, "nginx"), Err(Refusal::BroughtByAlias));
    assert_eq!(check(&db, "redis"), Err(Refusal::BroughtByAlias));
    assert_eq!(check(&db, "alpine"), Err(Refusal::BroughtByAlias));
    assert_eq!(check(&web, "alpine"), Err(Refusal::Shared));
    assert_eq!(check(&[], "alpine"), Err(Refusal::Shared));
    assert_eq!(check(&web, "22:22"), Err(Refusal::Tagged));
    assert_eq!(check(&web, "\"2\""), Err(Refusal::FlowOverLines));
    assert_eq!(check(&web, "d}"), Err(Refusal::Shared));
    assert_eq!(check(&web, "b, "), Ok(()));
    assert_eq!(check(&web, "hostname"), Err(Refusal::OtherFile));
    assert_eq!(check(&db, "hostname"), Ok(()));
    assert_eq!(check(&db, "    hostname: *i\n"), Ok(()));
    assert_eq!(
        check(&["services", "other"], "busybox"),
        Err(Refusal::FlowOverLines)
    );
}
