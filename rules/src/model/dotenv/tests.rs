//! What Compose 2.40.3 makes of files of variables, each line seen with `docker compose config`.

use std::fmt::Write;

use proptest::prelude::*;

use super::{read, read_raw};
use crate::model::compose::Environment;

fn values(text: &str) -> Vec<(String, String)> {
    let environment = read(text).environment(&Environment::new(), Environment::new());
    environment.into_iter().collect()
}

fn value(text: &str) -> Option<String> {
    let mut environment = read(text).environment(&Environment::new(), Environment::new());
    environment.remove("A")
}

#[test]
fn values_are_what_compose_reads() {
    for (text, expected) in [
        ("A=1 # c", "1"),
        ("A=1#c", "1#c"),
        ("A=#c", "#c"),
        ("A= #c", "#c"),
        ("A=\"x\" # c\n", "x"),
        ("A=\"x\"y\n", "x"),
        ("export A=1", "1"),
        ("export\tA=1", "1"),
        ("A: 1", "1"),
        ("A=1:2", "1:2"),
        ("A =1", "1"),
        ("A\t=\t1", "1"),
        ("A='x\\ny'", "x\\ny"),
        ("A=\"x\\ny\\t\\\"q\\\\\"", "x\ny\t\"q\\"),
        ("A=\"a\nb\"\nB=1", "a\nb"),
        ("A=$$x", "$x"),
        ("A=\"\\$x\"", "$x"),
        ("B=1\nA='$B'", "$B"),
        ("A='it\\'s'", "it's"),
        ("\u{feff}A=1", "1"),
        ("A=1\r\nB=2\r\n", "1"),
        ("A=\nB=", ""),
        ("A= \nB=x", ""),
        ("A=1\nA=2", "2"),
        ("A=it's", "it's"),
        ("A=\"\\0101\\x41\\q\\0\"", "A\\x41\\q\\0"),
        ("A=\"x'y\"", "x'y"),
        ("A=x\\ny", "x\\ny"),
        ("# c\n\n  A=1\n#d=2", "1"),
        ("A=a b  c  ", "a b  c"),
        ("A=\"a#b\"#c", "a#b"),
        ("B=1\nA=\"a $B ${B}c\"", "a 1 1c"),
        ("B=2\nA=${B:-3}${C:-4}${C-5}${B:+7}", "2457"),
        ("A=\u{a0}x\u{a0}", "x"),
    ] {
        assert_eq!(value(text).as_deref(), Some(expected), "{text:?}");
        assert_eq!(read(text).problems, [], "{text:?}");
    }
}

#[test]
fn a_second_statement_may_follow_a_quote() {
    let both = [("A", "x"), ("B", "2")].map(|(name, value)| (name.into(), value.into()));
    assert_eq!(values("A=\"x\" B=2"), both);
    let names = ["1A=2", "A-B=2", "A.B[0]=2", "é=2", "exports=2", "exportA=2"];
    for name in names {
        assert_eq!(values(name).len(), 1, "{name}");
    }
}

#[test]
fn what_nobody_sets_stays_open() {
    assert_eq!(value("A=$B"), None);
    assert_eq!(value("A=1\nA=${B}"), None);
    assert_eq!(value("A=${B:?no}"), None);
    assert_eq!(value("A\n"), None);
    let known: Environment = [("B".to_owned(), "2".to_owned())].into();
    let read = read("B=1\nA=$B\nC=x\nB\n");
    let environment = read.environment(&known, Environment::new());
    assert_eq!(environment.get("A").map(String::as_str), Some("2"));
    assert_eq!(environment.get("B").map(String::as_str), Some("2"));
}

#[test]
fn what_compose_refuses_is_located_and_the_rest_is_read() {
    for (text, place) in [
        ("A B=1\nC=1\n", "A B"),
        ("A$=1\nC=1\n", "$"),
        ("A=\"x\nC=1\n", "\""),
        ("A='a' 'b'\nC=1\n", "'"),
        ("A=${\nC=1\n", "${"),
    ] {
        let read = read(text);
        let places: Vec<&str> = read
            .problems
            .iter()
            .map(|problem| problem.span.unwrap().of(text))
            .collect();
        assert_eq!(places, [place], "{text:?}");
        assert!(read.last("C").is_some(), "{text:?}");
    }
}

#[test]
fn places_lead_from_the_name_to_the_end_of_the_value() {
    let text = "export  A = \"x y\" # c\nB: 1 # d\nC\n";
    let spans: Vec<&str> = read(text)
        .assignments
        .iter()
        .map(|assignment| assignment.span.of(text))
        .collect();
    assert_eq!(spans, ["A = \"x y\"", "B: 1", "C"]);
}

#[test]
fn a_raw_file_is_taken_literally() {
    let text = "# c\nA=\"$x\" # d\r\n\n B=\nC\nD E=1\n";
    let read = read_raw(text);
    let environment = read.environment(&Environment::new(), Environment::new());
    let found: Vec<(&str, &str)> = environment
        .iter()
        .map(|(name, value)| (&**name, &**value))
        .collect();
    assert_eq!(found, [("A", "\"$x\" # d"), ("B", "")]);
    assert_eq!(read.problems.len(), 1);
    assert_eq!(read.assignments[0].span.of(text), "A=\"$x\" # d");
}

#[test]
fn values_that_grow_are_bounded() {
    let mut text = "A0=0123456789\n".to_owned();
    for at in 1..200 {
        writeln!(text, "A{at}=$A{0}$A{0}", at - 1).unwrap();
    }
    let environment = read(&text).environment(&Environment::new(), Environment::new());
    let length: usize = environment.values().map(String::len).sum();
    assert!(length < 4 * super::LONGEST_VALUE, "{length}");
}

proptest! {
    #[test]
    fn any_text_is_read(text in "(export |[A-C]|=|:|[\"'\\\\$#{}]| |\n|\r|é|\\PC){0,60}") {
        for read in [read(&text), read_raw(&text)] {
            for assignment in &read.assignments {
                let name = assignment.name.span.of(&text);
                prop_assert_eq!(name, &assignment.name.value);
                prop_assert!(text.get(assignment.span.start..assignment.span.end).is_some());
            }
            for problem in &read.problems {
                let span = problem.span.unwrap();
                prop_assert!(text.get(span.start..span.end).is_some());
            }
            read.pairs(&Environment::new(), &Environment::new());
        }
    }
}
