//! Words and variables, operator by operator and place by place.

use super::{Expanded, Fault, Lookup, Scope, expand, is_predefined, read};

/// Expands `word` where `A` is `a.b.c`, `E` is empty and `D` is declared without a value.
fn with_values(word: &str) -> Expanded {
    let file = read("FROM x\nARG D\nENV A=a.b.c E=\"\"\nUSER y");
    expand(word, &file.scope_at(3))
}

fn settled(word: &str) -> String {
    let expanded = with_values(word);
    assert!(expanded.is_settled(), "{word}: {expanded:?}");
    expanded.text
}

#[test]
fn quotes_and_escapes_are_resolved() {
    assert_eq!(settled(r#"a"b c"'d $A'"#), "ab cd $A");
    assert_eq!(settled(r#""\"\$A\n\\""#), r#""$A\n\"#);
    assert_eq!(settled(r"\$A\b\\"), r"$Ab\");
    assert_eq!(settled("$"), "$");
    assert_eq!(settled("$ $.x"), "$ $.x");
    let backtick = Scope::empty('`');
    assert_eq!(expand(r"C:\`$x", &backtick).text, r"C:\$x");
}

#[test]
fn values_are_put_in() {
    assert_eq!(settled("$A/${A}x\"$A\""), "a.b.c/a.b.cxa.b.c");
    assert_eq!(
        settled("${A:-x}${E:-x}${E-x}${N:-x}${N-x}${D:-$A}"),
        "a.b.cxxxa.b.c"
    );
    assert_eq!(settled("${A:+x}${E:+x}${E+y}${N+x}${N:+x}"), "xy");
    assert_eq!(settled("${A:?no}${E?no}"), "a.b.c");
    assert_eq!(settled("${A:-$N}${N:+$N}"), "a.b.c");
    assert_eq!(settled("${A#a.}${A##*.}${A%.c}${A%%.*}"), "b.cca.ba");
    assert_eq!(
        settled("${A/./-} ${A//./-} ${A/b*/} ${A/?b/}"),
        "a-b.c a-b-c a. a.c"
    );
}

#[test]
fn what_has_no_value_stays() {
    let expanded = with_values("$N-${D}-${N#x}-\"${M:-$N}\"-${E:?must}");
    assert_eq!(expanded.text, "$N-${D}-${N#x}-$N-${E:?must}");
    assert_eq!(expanded.unresolved, ["N", "D", "E"]);
    assert!(!expanded.is_settled());
}

#[test]
fn faults_leave_the_word_as_it_is() {
    let deep = "${A:-".repeat(100);
    for (word, fault) in [
        ("'a", Fault::OpenQuote),
        ("\"a", Fault::OpenQuote),
        ("${A", Fault::OpenBrace),
        ("${", Fault::OpenBrace),
        ("${A:-b", Fault::OpenBrace),
        ("${}", Fault::BadSubstitution),
        ("${A^}", Fault::BadSubstitution),
        ("${A:1}", Fault::UnknownOperator),
        ("${A#\\x}", Fault::BadPattern),
        (deep.as_str(), Fault::TooDeep),
    ] {
        let expanded = with_values(word);
        assert_eq!(
            (expanded.text.as_str(), expanded.fault),
            (word, Some(fault)),
            "{word}"
        );
    }
}

#[test]
fn chained_variables_do_not_grow_without_end() {
    let mut text = "FROM a\nENV A=0123456789\n".to_owned();
    text.push_str(&"ENV A=$A$A\n".repeat(64));
    let file = read(&text);
    let last = file.scope_after(&file.stages[0]);
    let Lookup::Set { text, .. } = last.lookup("A") else {
        panic!("it is set")
    };
    assert!(text.len() < 10_000);
}

#[test]
fn global_arguments_are_for_from_alone() {
    let file =
        read("ARG A=1\nARG B=$A.2\nFROM x:$B\nENV C=$B\nARG B\nENV D=$B\nFROM y\nENV E=$B\n");
    assert_eq!(file.stages[0].base.resolved.text, "x:1.2");
    let scope = file.scope_after(&file.stages[0]);
    assert!(matches!(scope.lookup("C"), Lookup::Set { text: "$B", .. }));
    assert!(matches!(
        scope.lookup("D"),
        Lookup::Set {
            text: "1.2",
            unresolved: []
        }
    ));
    let scope = file.scope_after(&file.stages[1]);
    assert!(matches!(scope.lookup("E"), Lookup::Set { text: "$B", .. }));
    assert_eq!(scope.lookup("B"), Lookup::Undeclared);
}

#[test]
fn places_see_what_stands_above_them() {
    let file = read("FROM x\nENV A=1\nENV A=2 B=$A\nUSER $A\nENV A=3\n");
    let text = |index: usize| expand("$A-$B", &file.scope_at(index)).text;
    assert_eq!(text(1), "$A-$B");
    assert_eq!(text(2), "1-$B");
    assert_eq!(text(3), "2-1");
    assert_eq!(expand("$A", &file.scope_after(&file.stages[0])).text, "3");
}

#[test]
fn later_names_of_one_arg_see_earlier_ones() {
    let file = read("ARG A=1 B=$A\nFROM x:$B");
    assert_eq!(file.stages[0].base.resolved.text, "x:1");
}

#[test]
fn stages_inherit_from_the_stages_they_are_built_from() {
    let file = read("FROM x AS a\nENV A=1\nARG B=2\nFROM a AS b\nENV A=$A$B\nFROM b\nFROM x\n");
    let text = |stage: usize| expand("$A", &file.scope_after(&file.stages[stage])).text;
    assert_eq!(
        (text(1), text(2), text(3)),
        ("12".into(), "12".into(), "$A".into())
    );
}

#[test]
fn declaring_an_argument_without_value_keeps_what_is_known() {
    let file = read("ARG N\nFROM x:$N\nENV A=1\nARG A\nARG N\nARG TARGETARCH");
    assert_eq!(file.stages[0].base.resolved.unresolved, ["N"]);
    let scope = file.scope_after(&file.stages[0]);
    assert!(matches!(scope.lookup("A"), Lookup::Set { text: "1", .. }));
    assert_eq!(scope.lookup("N"), Lookup::Unset);
    assert_eq!(scope.lookup("TARGETARCH"), Lookup::Predefined);
    assert_eq!(
        expand("${TARGETARCH:-amd64}", &scope).unresolved,
        ["TARGETARCH"]
    );
}

#[test]
fn predefined_arguments_are_known_but_not_settled() {
    assert!(is_predefined("TARGETOS") && is_predefined("HTTP_PROXY") && is_predefined("no_proxy"));
    assert!(!is_predefined("targetos"));
    let file = read("FROM x-$TARGETARCH\nARG TARGETOS=plan9\n");
    assert_eq!(file.stages[0].base.resolved.text, "x-$TARGETARCH");
    let scope = file.scope_after(&file.stages[0]);
    assert_eq!(scope.lookup("TARGETARCH"), Lookup::Undeclared);
    assert!(matches!(
        scope.lookup("TARGETOS"),
        Lookup::Set { text: "plan9", .. }
    ));
}

#[test]
fn what_a_value_rests_on_stays_known() {
    let file = read("ARG A\nARG B=x-$A\nFROM ${B}:1\nFROM ${B%-*}\n");
    let base = &file.stages[0].base.resolved;
    assert_eq!(
        (base.text.as_str(), base.unresolved.as_slice()),
        ("x-$A:1", &["A".to_owned()][..])
    );
    assert_eq!(file.stages[1].base.resolved.text, "${B%-*}");
}

#[test]
fn a_fragment_has_variables_too() {
    let file = read("ENV A=1\nARG B=2\nUSER $A$B");
    assert_eq!(expand("$A$B", &file.scope_at(2)).text, "12");
    // Before a stage, only arguments count.
    let file = read("ENV A=1\nFROM x:$A\n");
    assert_eq!(file.stages[0].base.resolved.unresolved, ["A"]);
}
