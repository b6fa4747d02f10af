use super::{Environment, Unset, reduce};

fn with(variables: &[(&str, &str)]) -> Environment {
    let owned = variables
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    owned.collect()
}

/// The text, or the unknown variables behind `?`, or `!` for an error.
fn told(text: &str, environment: &Environment, unset: Unset) -> String {
    match reduce(text, environment, unset) {
        Ok(reduced) if reduced.unknown.is_empty() => reduced.text,
        Ok(reduced) => format!("?{}", reduced.unknown.join(",")),
        Err(_) => "!".to_owned(),
    }
}

fn unknown(text: &str) -> String {
    told(text, &Environment::new(), Unset::Unknown)
}

#[test]
fn defaults_ship() {
    for (text, expected) in [
        ("${X:-d}", "d"),
        ("${X-d}", "d"),
        ("${X:-}", ""),
        ("${X:-${Y:-z}}", "z"),
        ("a${X:-b}c${Y:-d}", "abcd"),
        ("${X:-{}}", "{}"),
        ("${X:-a:-b}", "a:-b"),
        ("${X-:-b}", ":-b"),
        ("${X:-a}b}", "ab}"),
        ("${X:-a?b}", "a?b"),
        ("${X:-$$${Y:-q}}", "$q"),
        ("${X:-a b}", "a b"),
    ] {
        assert_eq!(unknown(text), expected, "{text}");
    }
}

#[test]
fn a_dollar_sign_may_be_itself() {
    for (text, expected) in [
        ("a$", "a$"),
        ("$ b", "$ b"),
        ("$1", "$1"),
        ("$é", "$é"),
        ("$-", "$-"),
        ("$$", "$"),
        ("$$X", "$X"),
        ("$${X}", "${X}"),
        ("x$$$", "x$$"),
        ("${X:-$}", "$"),
    ] {
        assert_eq!(unknown(text), expected, "{text}");
    }
}

#[test]
fn what_has_no_default_is_unknown() {
    for (text, expected) in [
        ("$X", "?X"),
        ("${X}", "?X"),
        ("$_a1-b", "?_a1"),
        ("${X?e}", "?X"),
        ("${X:?e}", "?X"),
        ("${X:+a}", "?X"),
        ("${X+a}", "?X"),
        ("${X:-$Y}", "?Y"),
        ("$X${Y}$X", "?X,Y"),
        ("$$$X", "?X"),
    ] {
        assert_eq!(unknown(text), expected, "{text}");
    }
}

#[test]
fn malformed_variables_are_errors() {
    for text in [
        "${",
        "${}",
        "${1}",
        "${1x",
        "${X",
        "${X!y}",
        "${X :-a}",
        "${X:a}",
        "${A.b}",
        "${X:-${Y}",
        "${X:-${1}}",
        "${X:+${1}}",
        "${X:?${1}}",
        "${X:-\n}",
    ] {
        assert_eq!(unknown(text), "!", "{text}");
    }
}

#[test]
fn the_environment_settles_variables() {
    let known = with(&[("X", "1"), ("E", ""), ("D", "$X")]);
    for (text, expected) in [
        ("$X", "1"),
        ("${X:-d}", "1"),
        ("${E:-d}", "d"),
        ("${E-d}", ""),
        ("${X:+a}", "a"),
        ("${E:+a}", ""),
        ("${E+a}", "a"),
        ("${X:+$Y}", "?Y"),
        ("${X:?e}", "1"),
        ("${E:?e}", "!"),
        ("${E?e}", ""),
        ("$D", "$X"),
        ("${X:-${1}}", "!"),
    ] {
        assert_eq!(told(text, &known, Unset::Unknown), expected, "{text}");
    }
}

#[test]
fn unset_variables_may_count_as_empty() {
    let nothing = Environment::new();
    for (text, expected) in [
        ("a$X", "a"),
        ("${X:-d}", "d"),
        ("${X:+a}", ""),
        ("${X+a}", ""),
        ("${X:?e}", "!"),
    ] {
        assert_eq!(told(text, &nothing, Unset::Empty), expected, "{text}");
    }
}

#[test]
fn growth_and_nesting_are_bounded() {
    let long = with(&[("X", &"x".repeat(100_000))]);
    assert_eq!(told(&"$X".repeat(1_000), &long, Unset::Unknown), "!");
    let deep = format!("{}{}", "${X:-".repeat(5_000), "}".repeat(5_000));
    assert_eq!(unknown(&deep), "!");
    assert!(unknown(&"$A${B}".repeat(50_000)).starts_with("?A,B"));
}
