use super::{MAX_BROUGHT, Node, Value, Yaml, parse};
use crate::artifact::Effect;

fn first(yaml: &Yaml) -> &Node {
    &yaml.documents[0]
}

fn messages(yaml: &Yaml) -> Vec<&str> {
    yaml.problems
        .iter()
        .map(|problem| problem.message.as_str())
        .collect()
}

#[test]
fn spans_are_bytes() {
    let text = "\u{feff}é: ü\nlist:\n  - 'ß'\n  - >\n    fold\n    ed\nflow: {a: [1]}\n";
    let yaml = parse(text);
    let root = first(&yaml);
    assert_eq!(root.entry("é").unwrap().key.span.of(text), "é");
    assert_eq!(root.get("é").unwrap().span.of(text), "ü");
    let list = root.get("list").unwrap();
    assert_eq!(list.items()[0].span.of(text), "'ß'");
    assert_eq!(list.items()[1].span.of(text), "fold\n    ed");
    assert_eq!(list.span.of(text), "- 'ß'\n  - >\n    fold\n    ed");
    assert_eq!(root.get("flow").unwrap().span.of(text), "{a: [1]}");
    assert!(yaml.problems.is_empty());
}

#[test]
fn a_value_that_is_not_written_is_null_behind_its_key() {
    let text = "a:\n\n\nb: 1\nc: ~\n";
    let yaml = parse(text);
    let nothing = first(&yaml).get("a").unwrap();
    assert!(nothing.is_null());
    assert_eq!((nothing.span.start, nothing.span.end), (1, 1));
    assert!(first(&yaml).get("c").unwrap().is_null());
}

#[test]
fn comments_are_kept() {
    let text = "a: 1 # why\n# alone\n";
    let yaml = parse(text);
    let comments: Vec<_> = yaml
        .comments
        .iter()
        .map(|c| (c.value.as_str(), c.span.of(text)))
        .collect();
    assert_eq!(comments, [("why", "# why"), ("alone", "# alone")]);
}

#[test]
fn a_long_run_of_comments_is_read() {
    let text = format!("a:\n{}  b: 1\n", "# x\n".repeat(5_000));
    let yaml = parse(&text);
    assert_eq!(yaml.comments.len(), 5_000);
    assert!(yaml.problems.is_empty());
}

#[test]
fn tags_are_kept_as_written() {
    let yaml = parse("a: !reset null\nb: !override [1]\nc: !!str 5\n");
    let root = first(&yaml);
    assert!(root.get("a").unwrap().is_tagged("!reset"));
    assert!(root.get("b").unwrap().is_tagged("!override"));
    assert_eq!(root.get("c").unwrap().as_int(), None);
    assert_eq!(root.get("c").unwrap().as_str(), Some("5"));
}

#[test]
fn scalars_follow_the_core_schema() {
    let yaml = parse("[true, False, yes, 'true', 12, -3, 0o17, 0x1F, 1_0, '7', 1.5, 1e3, ., null]");
    let items = first(&yaml).items();
    let bools: Vec<_> = items.iter().filter_map(Node::as_bool).collect();
    let ints: Vec<_> = items.iter().filter_map(Node::as_int).collect();
    let floats: Vec<_> = items.iter().filter_map(Node::as_float).collect();
    assert_eq!(bools, [true, false]);
    assert_eq!(ints, [12, -3, 15, 31]);
    assert_eq!(floats, [12.0, -3.0, 1.5, 1000.0]);
    assert_eq!(items.iter().filter(|item| item.is_null()).count(), 1);
}

#[test]
fn keys_are_their_source_text() {
    let yaml = parse("80: a\non: b\nnull: c\n'x': d\n");
    let keys: Vec<_> = first(&yaml)
        .entries()
        .iter()
        .map(|e| &*e.key.value)
        .collect();
    assert_eq!(keys, ["80", "on", "null", "x"]);
}

#[test]
fn a_key_stated_twice_is_reported_with_both_places() {
    let text = "a: 1\nb: 2\na: 3\n";
    let yaml = parse(text);
    assert_eq!(first(&yaml).get("a").unwrap().as_int(), Some(3));
    assert_eq!(first(&yaml).entries().len(), 2);
    assert!(messages(&yaml)[0].contains("first on line 1"));
    assert_eq!(yaml.problems[0].span.unwrap().start, 10);
}

#[test]
fn keys_stated_again_are_listed_with_their_first_place() {
    let text = "x: &x {a: 1}\ny: {<<: *x, b: 1, b: 2, <<: *x}\nx: 3\n";
    let yaml = parse(text);
    let listed: Vec<_> = yaml
        .repeated
        .iter()
        .map(|it| (&*it.key.value, it.key.span.start, it.first.of(text)))
        .collect();
    assert_eq!(listed, [("b", 31, "b"), ("<<", 37, "<<"), ("x", 45, "x")]);
}

#[test]
fn aliases_are_expanded_and_remember_their_place() {
    let text = "a: &x {k: v}\nb: *x\n";
    let yaml = parse(text);
    let brought = first(&yaml).get("b").unwrap();
    assert_eq!(brought.get("k").unwrap().as_str(), Some("v"));
    assert_eq!(brought.via.unwrap().of(text), "*x");
    assert_eq!(brought.span.of(text), "{k: v}");
    assert_eq!(first(&yaml).brought_by(&["b", "k"]).unwrap().of(text), "*x");
    assert_eq!(first(&yaml).brought_by(&["a", "k"]), None);
}

#[test]
fn aliases_without_an_anchor_or_to_themselves_are_problems() {
    let yaml = parse("a: *nowhere\nb: &b [*b]\nc: 1\n");
    assert!(messages(&yaml)[0].contains("`nowhere`"));
    assert!(messages(&yaml)[1].contains("stands inside"));
    assert!(matches!(
        first(&yaml).get("a").unwrap().value,
        Value::Unreadable
    ));
    assert_eq!(first(&yaml).get("c").unwrap().as_int(), Some(1));
}

#[test]
fn merge_keys_bring_what_is_not_stated() {
    let text = "base: &b {x: 1, y: 1}\nother: &o {y: 2, z: 2}\n\
                t:\n  <<: [*b, *o]\n  x: 0\nu:\n  '<<': plain text\n";
    let yaml = parse(text);
    let merged = first(&yaml).get("t").unwrap();
    let value = |key| merged.get(key).and_then(Node::as_int);
    assert_eq!(
        (value("x"), value("y"), value("z")),
        (Some(0), Some(1), Some(2))
    );
    assert_eq!(merged.get("x").unwrap().via, None);
    assert_eq!(merged.get("y").unwrap().via.unwrap().of(text), "*b");
    assert_eq!(merged.get("z").unwrap().via.unwrap().of(text), "*o");
    assert!(first(&yaml).at(&["u", "<<"]).is_some());
    assert!(yaml.problems.is_empty());
}

#[test]
fn merging_is_shallow() {
    let yaml = parse("b: &b {env: {A: 1}}\nt:\n  <<: *b\n  env: {B: 2}\n");
    assert!(first(&yaml).at(&["t", "env", "A"]).is_none());
}

#[test]
fn a_merge_key_stated_twice_is_reported_and_read() {
    let yaml = parse("a: &a {x: 1}\nb: &b {y: 2}\nt:\n  <<: *a\n  <<: *b\n");
    assert_eq!(yaml.problems.len(), 1);
    assert!(messages(&yaml)[0].contains("2.17.0"));
    assert_eq!(first(&yaml).at(&["t", "x"]).and_then(Node::as_int), Some(1));
    assert_eq!(first(&yaml).at(&["t", "y"]).and_then(Node::as_int), Some(2));
}

#[test]
fn a_merge_key_takes_mappings_only() {
    let yaml = parse("t:\n  <<: text\nu:\n  <<: [[a]]\nv:\n  <<: {w: 1}\n");
    assert_eq!(yaml.problems.len(), 2);
    assert_eq!(first(&yaml).at(&["v", "w"]).and_then(Node::as_int), Some(1));
}

#[test]
fn a_key_that_is_a_list_is_left_out() {
    let yaml = parse("? [a, b]\n: 1\nc: 2\n");
    assert_eq!(first(&yaml).entries().len(), 1);
    assert!(messages(&yaml)[0].contains("no single value"));
}

#[test]
fn one_broken_block_does_not_hide_the_rest() {
    let text = "a:\n  x: 1\n  y: b: c\n    deeper: 1\n  z: 3\nd: @\ne: 'open\nf: 1\n";
    let yaml = parse(text);
    let root = first(&yaml);
    assert_eq!(root.at(&["a", "x"]).and_then(Node::as_int), Some(1));
    assert_eq!(root.at(&["a", "z"]).and_then(Node::as_int), Some(3));
    assert_eq!(root.get("f").and_then(Node::as_int), Some(1));
    let left_out: Vec<_> = yaml
        .problems
        .iter()
        .map(|p| p.span.unwrap().of(text))
        .collect();
    assert_eq!(left_out, ["y: b: c\n    deeper: 1", "d: @", "e: 'open"]);
    assert!(
        yaml.problems
            .iter()
            .all(|problem| problem.effect == Effect::Partial)
    );
}

#[test]
fn a_tab_costs_its_block() {
    let yaml = parse("a:\n\tb: 1\nc: 2\n");
    assert_eq!(first(&yaml).get("c").and_then(Node::as_int), Some(2));
    assert_eq!(yaml.problems.len(), 1);
}

#[test]
fn a_document_that_cannot_be_mended_is_read_up_to_the_break() {
    let broken = "- @\n".repeat(40);
    let yaml = parse(&format!("a: {{b: 1}}\nc:\n{broken}\n---\nd: 1\n"));
    assert_eq!(first(&yaml).at(&["a", "b"]).and_then(Node::as_int), Some(1));
    assert!(first(&yaml).get("c").is_some());
    assert!(messages(&yaml)[0].contains("up to here"));
    assert_eq!(yaml.documents[1].get("d").and_then(Node::as_int), Some(1));
}

#[test]
fn every_document_is_read() {
    let yaml = parse("a: 1\n---\nb: 2\n---\n");
    assert_eq!(yaml.documents.len(), 3);
    assert!(yaml.documents[2].is_null());
}

#[test]
fn an_alias_bomb_ends_with_one_problem() {
    let mut lines = vec!["a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned()];
    lines.extend((1..40).map(|level| {
        let items = vec![format!("*a{}", level - 1); 9].join(", ");
        format!("a{level}: &a{level} [{items}]\n")
    }));
    let text = lines.concat();
    let yaml = parse(&text);
    assert_eq!(yaml.problems.len(), 1);
    assert!(count(first(&yaml)) < MAX_BROUGHT + text.len());
}

#[test]
fn a_long_text_brought_often_is_a_bomb_too() {
    let text = format!(
        "a: &a '{}'\nb: [{}]\n",
        "x".repeat(100_000),
        "*a,".repeat(50_000)
    );
    let yaml = parse(&text);
    assert_eq!(yaml.problems.len(), 1);
}

#[test]
fn a_merge_bomb_ends_with_one_problem() {
    let keys = repeat(2_000, |at| format!("  k{at}: 1\n"));
    let uses = repeat(2_000, |at| format!("m{at}:\n  <<: *a\n"));
    let yaml = parse(&format!("a: &a\n{keys}{uses}"));
    assert_eq!(yaml.problems.len(), 1);
    assert!(count(first(&yaml)) < 2 * MAX_BROUGHT);
}

#[test]
fn deep_nesting_ends_with_a_problem() {
    let flow = format!("a: {}\nb: 1\n", "[".repeat(3_000));
    let yaml = parse(&flow);
    assert_eq!(first(&yaml).get("b").and_then(Node::as_int), Some(1));
    assert_eq!(yaml.problems.len(), 1);
    let block = repeat(3_000, |depth| format!("{}k:\n", " ".repeat(depth)));
    assert!(!parse(&block).problems.is_empty());
    assert!(!parse(&"- ".repeat(3_000)).problems.is_empty());
    // Each alias stands deeper than the last.
    let links = repeat(400, |level| {
        format!("a{}: &a{} [*a{level}]\n", level + 1, level + 1)
    });
    let chain = format!("a0: &a0 [x]\n{links}");
    let yaml = parse(&chain);
    assert!(
        messages(&yaml)
            .iter()
            .any(|message| message.contains("deeper"))
    );
}

#[test]
fn wrong_types_are_said_with_their_place() {
    let text = "a: [1]\nb: text\n";
    let yaml = parse(text);
    let root = first(&yaml);
    let problem = root.get("a").unwrap().read_text("the reason").unwrap_err();
    assert_eq!(
        problem.message,
        "the reason must be text, and here it is a list"
    );
    assert_eq!(problem.span.unwrap().of(text), "[1]");
    assert!(
        root.get("b")
            .unwrap()
            .read_int("n")
            .unwrap_err()
            .message
            .contains("here it is text")
    );
    assert!(
        root.require("c", "a waiver")
            .unwrap_err()
            .message
            .contains("needs the key `c`")
    );
    assert_eq!(root.get("b").unwrap().read_text("b").unwrap().value, "text");
    assert_eq!(root.read_mapping("it").unwrap().len(), 2);
    assert_eq!(root.get("a").unwrap().read_list("a").unwrap().len(), 1);
}

fn repeat(times: usize, line: impl Fn(usize) -> String) -> String {
    (0..times).map(line).collect::<Vec<_>>().concat()
}

fn count(node: &Node) -> usize {
    let entries: usize = node
        .entries()
        .iter()
        .map(|entry| 1 + count(&entry.value))
        .sum();
    let items: usize = node.items().iter().map(count).sum();
    1 + entries + items
}

#[test]
fn places_after_a_blanked_block_lie_between_characters() {
    let text = ">4\n$Aa\u{bd0}\u{c0e}";
    for problem in parse(text).problems {
        let span = problem.span.unwrap();
        assert!(text.get(span.start..span.end).is_some(), "{span:?}");
    }
}
