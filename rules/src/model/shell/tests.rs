//! What is read of scripts.

use super::{Construct, Dialect, Invocation, Joiner, Nesting, Script, Source};
use crate::span::{Span, Spanned};

fn script(text: &str) -> Script {
    let mut source = Source::default();
    source.push(text, 0);
    Script::read(&source, Dialect::Bash)
}

/// Each command as `through>name argument…`.
fn calls(text: &str) -> Vec<String> {
    script(text).invocations.iter().map(shown).collect()
}

fn shown(call: &Invocation) -> String {
    let mut words = vec![call.name.as_str()];
    words.extend(call.arguments.iter().map(|word| word.text.as_str()));
    let mut chain: Vec<String> = call.through.clone();
    chain.push(words.join(" "));
    chain.join(">")
}

#[test]
fn every_command_of_a_script_is_found() {
    for (text, expected) in [
        (
            "a b && c || d; e & f\ng",
            vec!["a b", "c", "d", "e", "f", "g"],
        ),
        ("a | b |& c", vec!["a", "b", "c"]),
        ("(a; b) && { c; }", vec!["a", "b", "c"]),
        (
            "if a; then b; elif c; then d; else e; fi",
            vec!["a", "b", "c", "d", "e"],
        ),
        ("for x in $(a) b; do c; done", vec!["a", "c"]),
        (
            "while a; do b; done; until c; do d; done",
            vec!["a", "b", "c", "d"],
        ),
        ("case $(a) in x) b;; y|z) c;; esac", vec!["a", "b", "c"]),
        ("f() { a; }; f", vec!["a", "f"]),
        (
            "a \"$(b `c`)\" '$(d)'",
            vec!["a $(b `c`) $(d)", "b `c`", "c"],
        ),
        ("a <(b) >x", vec!["a <(b)", "b"]),
        ("X=$(a) b", vec!["b", "a"]),
        ("[ -n \"$x\" ] && exit 1", vec!["[ -n $x ]", "exit 1"]),
        ("[[ $(a) == x ]] && return", vec!["a", "return"]),
        ("export A=b C", vec!["export A=b C"]),
        ("a # b; c\nd", vec!["a", "d"]),
        ("! a | b", vec!["a", "b"]),
        (
            "echo ${x:-$(a)} $((1 + 2))",
            vec!["echo ${x:-$(a)} $((1 + 2))", "a"],
        ),
        ("cat <<E\n$(a)\nb\nE\nc", vec!["cat", "a", "c"]),
        ("cat <<'E'\n$(a)\nE\nc", vec!["cat", "c"]),
    ] {
        assert_eq!(calls(text), expected, "{text}");
        assert_eq!(script(text).problem, None, "{text}");
    }
}

#[test]
fn programs_run_programs() {
    for (text, expected) in [
        (
            "sudo apt-get install x",
            vec!["sudo apt-get install x", "sudo>apt-get install x"],
        ),
        (
            "/usr/bin/sudo -u me -E A=1 id -u",
            vec!["sudo -u me -E A=1 id -u", "sudo>id -u"],
        ),
        (
            "env -u X A=1 B=2 nice -n 5 a b",
            vec![
                "env -u X A=1 B=2 nice -n 5 a b",
                "env>nice -n 5 a b",
                "env>nice>a b",
            ],
        ),
        ("timeout -k 1 5 a", vec!["timeout -k 1 5 a", "timeout>a"]),
        ("time a -p", vec!["time", "time>a -p"]),
        (
            "a | xargs -0 -n1 rm -f",
            vec!["a", "xargs -0 -n1 rm -f", "xargs>rm -f"],
        ),
        ("command -v a", vec!["command -v a"]),
        ("command a", vec!["command a", "command>a"]),
        ("exec -a x a", vec!["exec -a x a", "exec>a"]),
        (
            "su - me -c 'a && b'",
            vec!["su - me -c a && b", "su>a", "su>b"],
        ),
        ("gosu me a", vec!["gosu me a", "gosu>a"]),
        (
            "chroot --userspec=a /x b",
            vec!["chroot --userspec=a /x b", "chroot>b"],
        ),
        (
            "bash -euxo pipefail -c 'a | b' c",
            vec!["bash -euxo pipefail -c a | b c", "bash>a", "bash>b"],
        ),
        (
            "sh -lc \"a \\\"b c\\\" $(d)\"",
            vec!["sh -lc a \"b c\" $(d)", "sh>a b c $(d)", "d"],
        ),
        ("sh x.sh -c a", vec!["sh x.sh -c a"]),
        ("eval \"a b\" c", vec!["eval a b c", "eval>a b c"]),
        (
            "find . -name x -exec rm -rf {} + -print",
            vec!["find . -name x -exec rm -rf {} + -print", "find>rm -rf {}"],
        ),
        (
            "find . -exec a {} \\;",
            vec!["find . -exec a {} ;", "find>a {}"],
        ),
        ("bash <<E\na\nb\nE", vec!["bash", "bash>a", "bash>b"]),
        ("<<E sh -s x\na\nE", vec!["sh -s x", "sh>a"]),
        ("python3 <<E\na\nE", vec!["python3"]),
        ("sudo -l; sudo -v", vec!["sudo -l", "sudo -v"]),
        ("echo sudo a", vec!["echo sudo a"]),
        ("$SUDO a", vec![" a"]),
        ("$VENV/bin/pip a", vec!["pip a"]),
    ] {
        assert_eq!(calls(text), expected, "{text}");
    }
}

#[test]
fn spans_lead_into_nested_scripts() {
    let text = "sh -c 'a && \"b\" c' && sh -c \"x \\\"y\\\"\"";
    let found = script(text);
    let spans: Vec<&str> = found
        .invocations
        .iter()
        .map(|call| call.span.of(text))
        .collect();
    assert_eq!(
        spans,
        [
            "sh -c 'a && \"b\" c'",
            "a",
            "\"b\" c",
            "sh -c \"x \\\"y\\\"\"",
            "x \\\"y\\\""
        ]
    );
}

#[test]
fn words_show_what_the_shell_changes() {
    let found = script("a 'b c'\"d\"e \"$x\"'$y' \\$z \"a\\\"b\\q\" $'t' \"\" ~ {1,2}");
    let words = &found.invocations[0].arguments;
    let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    assert_eq!(
        texts,
        ["b cde", "$x$y", "$z", "a\"b\\q", "t", "", "~", "{1,2}"]
    );
    let variables: Vec<bool> = words.iter().map(|word| word.has_variable).collect();
    assert_eq!(
        variables,
        [false, true, false, false, false, false, false, false]
    );
    assert!(words[0].is_quoted && !words[6].is_quoted);
    let kinds: Vec<Construct> = found.constructs.iter().map(|found| found.value).collect();
    assert_eq!(kinds, [Construct::AnsiQuote, Construct::BraceExpansion]);
}

#[test]
fn places_are_told() {
    let found = script("a | b && (cd /x; c | d) || e; f & g\nh");
    let place = |name: &str| {
        let call = found.calls_of(name).next().unwrap();
        let pipeline = found.pipeline_of(call).unwrap();
        (call.list.joined_by, call.position, pipeline.length)
    };
    assert_eq!(place("a"), (Joiner::Start, 0, 2));
    assert_eq!(place("b"), (Joiner::Start, 1, 2));
    assert_eq!(place("cd"), (Joiner::Start, 0, 1));
    assert_eq!(place("d"), (Joiner::Semicolon, 1, 2));
    assert_eq!(place("e"), (Joiner::Or, 0, 1));
    assert_eq!(place("f"), (Joiner::Semicolon, 0, 1));
    assert_eq!(place("g"), (Joiner::Background, 0, 1));
    assert_eq!(place("h"), (Joiner::Newline, 0, 1));
    let cd = found.calls_of("cd").next().unwrap();
    assert_eq!(cd.list.within, [Nesting::Subshell]);
    assert!(found.calls_of("a").next().unwrap().list.is_top_level());
    let inner = found.pipeline_of(cd).unwrap();
    let outer = inner.inside.unwrap();
    assert_eq!(found.pipelines[outer.0].length, 1);
}

#[test]
fn parts_of_a_pipe_that_are_lists_name_it() {
    let found = script("a | while read x; do b; done");
    let b = found.calls_of("b").next().unwrap();
    let inner = found.pipeline_of(b).unwrap();
    assert_eq!(inner.inside, Some((0, 1)));
    assert_eq!(found.pipelines[0].length, 2);
    assert_eq!(b.list.within, [Nesting::Loop]);
}

#[test]
fn constructs_of_bash_are_noted() {
    for (text, expected) in [
        ("[[ a ]]", vec![Construct::DoubleBracket]),
        ("a=(b c)", vec![Construct::Array]),
        ("echo ${a[0]}", vec![Construct::Array]),
        ("source x", vec![Construct::Source]),
        (". x", vec![]),
        ("function f { a; }", vec![Construct::FunctionKeyword]),
        ("a <<< b", vec![Construct::HereString]),
        ("a &> b", vec![Construct::RedirectBoth]),
        ("a |& b", vec![Construct::ErrorPipe]),
        (
            "echo ${a//b/c} ${a:1:2} ${a^^} ${!a}",
            vec![Construct::ParameterExpansion; 4],
        ),
        ("echo ${a:-b} ${a%.*} ${#a} $@", vec![]),
        ("(( a++ ))", vec![Construct::ArithmeticCommand]),
        ("bash -c '[[ a ]]'; bash <<E\n[[ a ]]\nE", vec![]),
        ("sh -c '[[ a ]]'", vec![Construct::DoubleBracket]),
        ("a <(b)", vec![Construct::ProcessSubstitution]),
        ("a {} ${b} '{c,d}'", vec![]),
        (
            "mkdir -p a/{b,c} {1..3}",
            vec![Construct::BraceExpansion; 2],
        ),
    ] {
        let found = script(text).constructs;
        let kinds: Vec<Construct> = found.iter().map(|found| found.value).collect();
        assert_eq!(kinds, expected, "{text}");
    }
}

#[test]
fn what_follows_no_grammar_is_split() {
    for (text, expected) in [
        ("a && b )) && c", vec!["a", "b", "c"]),
        ("if a; then b && c", vec!["a", "b", "c"]),
        ("a 'b && c", vec!["a b && c"]),
        ("a; fi; sudo b | c", vec!["a", "sudo b", "sudo>b", "c"]),
        ("a $(b; c) > d; done", vec!["a $(b; c)", "b", "c"]),
        ("A=1 b 2>x c; }", vec!["b c"]),
        ("cat <<E >x\nnot read\nE\na; esac", vec!["cat", "a"]),
        ("for x in a b; do c; (", vec!["c"]),
    ] {
        assert_eq!(calls(text), expected, "{text}");
        assert!(script(text).problem.is_some(), "{text}");
    }
    assert_eq!(calls(&format!("{}a", "(".repeat(100_000))), ["a"]);
    // Substitutions are followed some way down.
    let nested = calls(&format!("{} ; b", "$(".repeat(1000)));
    assert!((2..20).contains(&nested.len()));
}

#[test]
fn an_exec_form_is_one_command() {
    let text = r#"["sudo", "sh", "-c", "a \"b\" && c"]"#;
    let words = [
        ("sudo", 1..7),
        ("sh", 9..13),
        ("-c", 15..19),
        ("a \"b\" && c", 21..35),
    ];
    let words = words.map(|(value, span)| Spanned::new(value.to_owned(), Span::from(span)));
    let found = Script::of_words(&words, text);
    let shown: Vec<String> = found.invocations.iter().map(shown).collect();
    assert_eq!(
        shown,
        [
            "sudo sh -c a \"b\" && c",
            "sudo>sh -c a \"b\" && c",
            "sudo>sh>a b",
            "sudo>sh>c"
        ]
    );
    assert_eq!(found.invocations[3].span.of(text), r#""a \"b\" && c""#);
    assert_eq!(Script::of_words(&[], text).invocations, []);
}

#[test]
fn windows_shells_are_split() {
    let mut source = Source::default();
    source.push("Foo.exe \"a & b\" & C:\\x\\msiexec /i y", 0);
    let found = Script::read(&source, Dialect::Cmd);
    let shown: Vec<String> = found.invocations.iter().map(shown).collect();
    assert_eq!(shown, ["foo a & b", "msiexec /i y"]);
    assert_eq!(
        Script::read(&source, Dialect::Other("perl".into())).invocations,
        []
    );
}

#[test]
fn options_are_found_in_groups_and_with_values() {
    let found = script("apt-get -qy install --a=b -t rel -ofoo=y pkg -- -z");
    let call = &found.invocations[0];
    assert!(call.has_flag('y', "yes").is_some());
    assert!(call.has_flag('\0', "--a").is_some());
    assert!(call.has_flag('f', "").is_none());
    assert!(call.has_flag('z', "").is_none());
    assert_eq!(call.count_flag('q', "quiet"), 1);
    let operands: Vec<&str> = call
        .operands(&["-t", "-o"])
        .iter()
        .map(|word| word.text.as_str())
        .collect();
    assert_eq!(operands, ["install", "pkg", "-z"]);
    assert_eq!(call.value_of(&["-t"]).map(|found| found.0), Some("rel"));
    assert_eq!(call.value_of(&["-o"]).map(|found| found.0), Some("foo=y"));
    assert_eq!(call.value_of(&["--a"]).map(|found| found.0), Some("b"));
    assert_eq!(call.value_of(&["-x"]), None);
    let found = script("sudo -u me rm -rf x");
    assert!(found.invocations[0].has_flag('r', "").is_none());
    assert!(found.invocations[1].has_flag('r', "").is_some());
    assert_eq!(
        found.invocations[0]
            .value_of(&["-u", "--user"])
            .map(|found| found.0),
        Some("me")
    );
}

#[test]
fn redirections_are_kept() {
    let found = script("a >x 2>&1 <<E\nb\nE");
    let shown: Vec<(Option<u32>, &str)> = found.invocations[0]
        .redirections
        .iter()
        .map(|found| (found.descriptor, found.target.text.as_str()))
        .collect();
    assert_eq!(shown, [(None, "x"), (Some(2), "1"), (None, "E")]);
    assert_eq!(
        found.invocations[0].redirections[2].body,
        Some(Span::new(14, 16))
    );
}

#[test]
fn a_program_with_its_first_argument_in_one_string_is_meant_as_two_words() {
    let text = r#"["apk add", "curl"]"#;
    let words = [
        Spanned::new("apk add".to_owned(), Span::new(1, 10)),
        Spanned::new("curl".to_owned(), Span::new(12, 18)),
    ];
    let script = Script::of_words(&words, text);
    assert_eq!(shown(&script.invocations[0]), "apk add curl");
    assert_eq!(script.invocations[0].arguments[0].span.of(text), " add\"");
}

#[test]
fn a_backslash_keeps_a_quote_open_only_where_no_shell_could_read_it_otherwise() {
    assert_eq!(calls(r"a 'b\' && c"), [r"a b\", "c"]);
    let read = script(r"X='1\'' TLS='0' run");
    assert_eq!(read.invocations[0].name, "run");
    let names: Vec<&str> = read.invocations[0]
        .assignments
        .iter()
        .map(|(name, _)| name.value.as_str())
        .collect();
    assert_eq!(names, ["X", "TLS"]);
}
