use proptest::prelude::*;
use serde::de::IgnoredAny;

use super::{Damage, Raw, Tape};
use crate::span::Span;

fn tape(text: &str) -> Result<Tape<'_>, Damage> {
    Tape::read(text, Span::new(0, text.len()))
}

/// A value written out again without blanks, its places held against the text.
fn compact(raw: Raw<'_>, text: &str) -> String {
    assert_eq!(raw.span().of(text), raw.get());
    if let Some(members) = raw.placed_members() {
        let inside = members.map(|(key, value)| {
            let key = key.span.of(text);
            format!("{key}:{}", compact(value, text))
        });
        return format!("{{{}}}", inside.collect::<Vec<_>>().join(","));
    }
    if let Some(items) = raw.items() {
        let inside: Vec<String> = items.map(|item| compact(item, text)).collect();
        return format!("[{}]", inside.join(","));
    }
    raw.get().to_owned()
}

#[test]
fn what_is_inside_is_found_in_its_order() {
    let text = "ab {\"a\": [1, {\"b\\u0063\" : null}, []], \"a\":\t\"x\\\"y\" ,\"d\" :{ } } z";
    let span = Span::new(2, text.len() - 2);
    let tape = Tape::read(text, span).unwrap();
    let root = tape.root();
    assert_eq!(
        compact(root, text),
        r#"{"a":[1,{"b\u0063":null},[]],"a":"x\"y","d":{}}"#
    );
    let members: Vec<_> = root.members().unwrap().collect();
    let keys: Vec<&str> = members.iter().map(|(key, _)| key.as_ref()).collect();
    assert_eq!(keys, ["a", "a", "d"]);
    let inner = members[0].1.items().unwrap().nth(1).unwrap();
    let (key, value) = inner.placed_members().unwrap().next().unwrap();
    assert_eq!((key.value.as_ref(), value.get()), ("bc", "null"));
    assert_eq!(key.span.of(text), r#""b\u0063""#);
    assert!(value.members().is_none() && value.items().is_none());
}

#[test]
fn damage_is_told_where_it_is() {
    let cases = [
        ("", 0),
        ("{\"a\":1", 6),
        ("{\"a\" 1}", 5),
        ("{\"a\":1,}", 7),
        ("[1,]", 3),
        ("[1 2]", 3),
        ("[1}", 2),
        ("01", 1),
        ("-", 1),
        ("1.", 2),
        ("1e+", 3),
        ("nul", 0),
        ("\"\\x\"", 1),
        ("\"\\u12g4\"", 1),
        ("\"a\nb\"", 2),
        ("\"12345678", 9),
        ("{a:1}", 1),
        ("{} {}", 3),
    ];
    for (text, at) in cases {
        assert_eq!(tape(text).unwrap_err(), Damage::Invalid(at), "{text}");
    }
}

#[test]
fn more_than_anybody_needs_is_refused() {
    let text = format!("[{}0]", "0,".repeat(super::MOST));
    assert!(matches!(tape(&text), Err(Damage::TooMuch(_))));
    let deep = "[".repeat(super::MOST + 1);
    assert!(matches!(tape(&deep), Err(Damage::TooMuch(_))));
}

#[test]
fn whole_members_of_a_damaged_object_are_salvaged() {
    let text = r#" {"a": 1, "b": [1,, 2], "c": {"d": tru}, "e": "f", "g": 01, "h": {"i": []}"#;
    let object = Span::new(1, text.len());
    let salvaged = Tape::salvaged(text, object, 9);
    let members = salvaged.root().members().unwrap();
    let read: Vec<String> = members
        .map(|(key, value)| format!("{key}={}", value.get()))
        .collect();
    assert_eq!(read, ["a=1", "e=\"f\"", "h={\"i\": []}"]);
    let first = Tape::salvaged(text, object, 1);
    assert_eq!(first.root().members().unwrap().count(), 1);
}

/// JSON with blanks, odd numbers and escapes in it.
fn documents() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("null".to_owned()),
        Just("true".to_owned()),
        "-?(0|[1-9][0-9]{0,3})(\\.[0-9]{1,2})?([eE][+-]?[0-9]{1,2})?",
        "\"([a-z ü]|\\\\[\"\\\\/bfnrt]|\\\\u00[0-7][0-9a-fA-F]){0,12}\"",
    ];
    let blank = "[ \n\t\r]{0,10}";
    leaf.prop_recursive(4, 40, 5, move |inner| {
        let items = proptest::collection::vec((blank, inner.clone(), blank), 0..5);
        let members = proptest::collection::vec((blank, "\"[a-z]{0,9}\"", inner, blank), 0..5);
        prop_oneof![
            items.prop_map(|items| {
                let inside = items.into_iter().map(|(a, value, b)| a + &value + &b);
                format!("[{}]", inside.collect::<Vec<_>>().join(","))
            }),
            members.prop_map(|members| {
                let inside = members
                    .into_iter()
                    .map(|(a, key, value, b)| a.clone() + &key + &a + ":" + &b + &value + &b);
                format!("{{{}}}", inside.collect::<Vec<_>>().join(","))
            }),
        ]
    })
}

proptest! {
    #[test]
    fn valid_is_what_a_deserializer_takes(text in documents()) {
        let read = tape(&text).unwrap();
        let whole: serde_json::Value = serde_json::from_str(&compact(read.root(), &text)).unwrap();
        prop_assert_eq!(whole, serde_json::from_str::<serde_json::Value>(&text).unwrap());
    }

    #[test]
    fn damage_is_what_a_deserializer_refuses(
        text in documents(),
        changes in proptest::collection::vec(
            (any::<proptest::sample::Index>(), "[\\[\\]{}\",:\\\\0-9.eEtu \n\u{1}-]"), 1..4),
    ) {
        let mut text: Vec<char> = text.chars().collect();
        for (at, char) in changes {
            let at = at.index(text.len());
            text[at] = char.chars().next().unwrap();
        }
        let text: String = text.into_iter().collect();
        let expected = serde_json::from_str::<IgnoredAny>(&text).is_ok();
        prop_assert_eq!(tape(&text).is_ok(), expected, "{}", text);
        if let Err(damage) = tape(&text) {
            prop_assert!(damage.at() <= text.len());
        }
        // Whatever is salvaged is at its place.
        let salvaged = Tape::salvaged(&text, Span::new(0, text.len()), 100);
        for (_, value) in salvaged.root().members().into_iter().flatten() {
            prop_assert!(serde_json::from_str::<IgnoredAny>(value.get()).is_ok());
            compact(value, &text);
        }
    }
}
