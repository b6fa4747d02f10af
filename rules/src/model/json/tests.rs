use proptest::prelude::*;

use super::{Step, elements, keys, locate, values};
use crate::span::Span;

fn texts(text: &str) -> Vec<&str> {
    values(text)
        .values
        .iter()
        .map(|value| value.span.of(text))
        .collect()
}

#[test]
fn streams_of_every_form_are_found() {
    assert_eq!(texts("[1][2]"), ["[1]", "[2]"]);
    assert_eq!(
        texts("{\"a\":1}\r\n{\"b\":2}\n"),
        ["{\"a\":1}", "{\"b\":2}"]
    );
    assert_eq!(texts("{},\n[ ]"), ["{}", "[ ]"]);
    assert_eq!(texts("5 \"x\""), [""; 0]);
}

#[test]
fn a_shell_around_it_is_passed_over_and_said() {
    let text = "[root@host ~]# docker inspect {web}\n[{\"Id\":\"[\"}]\n$ exit\n";
    assert_eq!(texts(text), ["[{\"Id\":\"[\"}]"]);
    let problems = values(text).problems;
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].span.unwrap().start, 0);
}

#[test]
fn elements_before_a_cut_are_whole() {
    let text = "[{\"a\":[1]}, {\"b\":";
    let list = values(text).values[0];
    assert!(list.is_cut);
    let read = elements(text, list);
    assert_eq!(read.values[0].span.of(text), "{\"a\":[1]}");
    assert!(!read.values[0].is_cut);
    assert!(read.values[1].is_cut);
    assert_eq!(read.problems.len(), 1);
    let unclosed = "[{},{}";
    let read = elements(unclosed, values(unclosed).values[0]);
    assert!(read.values.iter().all(|value| !value.is_cut));
}

#[test]
fn nested_values_are_located() {
    let text = r#" {"a": {"b\u0062": [true, {"c": -1.5}]}, "a": {"bb": [0, {"c": "]"}]}}"#;
    let whole = Span::new(1, text.len());
    let path = [
        Step::Key("a"),
        Step::Key("bb"),
        Step::Index(1),
        Step::Key("c"),
    ];
    assert_eq!(locate(text, whole, &path).unwrap().of(text), "\"]\"");
    let first = r#"{"b\u0062": 7}"#;
    let found = locate(first, Span::new(0, first.len()), &[Step::Key("bb")]).unwrap();
    assert_eq!(found.of(first), "7");
    assert_eq!(locate(text, whole, &[Step::Key("x")]), None);
    assert_eq!(locate(text, whole, &[Step::Index(0)]), None);
}

#[test]
fn a_lost_quote_costs_one_line() {
    let text = "{\"a\": \"x,\n\"b\": 2}";
    let found = locate(text, Span::new(0, text.len()), &[Step::Key("b")]);
    assert_eq!(found.unwrap().of(text), "2");
}

#[test]
fn white_space_that_json_lacks_is_no_blank() {
    for space in ["\u{b}", "\u{c}", "\u{85}", "\u{a0}", "\0"] {
        let object = format!("{{{space}\"a\"{space}:{space}1{space}}}");
        assert!(keys(&object, Span::new(0, object.len()), 9).len() <= 1);
        let list = format!("[{space},{space}]");
        for value in values(&list).values {
            assert!(elements(&list, value).values.len() <= 2);
        }
        assert!(super::first_items(&list, Span::new(0, list.len()), 9).len() <= 2);
    }
}

#[test]
fn deep_nesting_costs_no_stack() {
    let text = "[".repeat(200_000);
    assert!(values(&text).values[0].is_cut);
}

proptest! {
    #[test]
    fn any_text_is_walked(text in "[\\[\\]{}\",:\\\\ \n\u{c}\u{b}\ra1é]{0,60}") {
        let stream = values(&text);
        for value in stream.values {
            prop_assert!(text.get(value.span.start..value.span.end).is_some());
            for inner in elements(&text, value).values {
                prop_assert!(text.get(inner.span.start..inner.span.end).is_some());
            }
            prop_assert!(super::first_items(&text, value.span, 99).len() <= text.len());
            for (_, span) in keys(&text, value.span, 9) {
                prop_assert!(text.get(span.start..span.end).is_some());
            }
        }
    }
}
