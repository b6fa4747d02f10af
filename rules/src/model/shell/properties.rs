//! What holds for any text at all.

use proptest::prelude::*;

use super::{Dialect, Script, Source, Word};
use crate::span::Span;

fn check(text: &str, dialect: Dialect) -> Result<(), TestCaseError> {
    let mut source = Source::default();
    source.push(text, 0);
    let script = Script::read(&source, dialect);
    let mut spans: Vec<Span> = Vec::new();
    let mut add = |word: &Word| spans.push(word.span);
    for call in &script.invocations {
        call.program
            .iter()
            .chain(&call.arguments)
            .for_each(&mut add);
        call.assignments.iter().for_each(|(_, value)| add(value));
        call.redirections
            .iter()
            .for_each(|found| add(&found.target));
    }
    for call in &script.invocations {
        spans.push(call.span);
        spans.extend(call.assignments.iter().map(|(name, _)| name.span));
        spans.extend(call.redirections.iter().filter_map(|found| found.body));
        let pipeline = script.pipeline_of(call);
        prop_assert!(pipeline.is_some_and(|found| call.position < found.length));
        prop_assert!(call.runs_from.is_none_or(|at| at < call.arguments.len()));
    }
    spans.extend(script.pipelines.iter().map(|found| found.span));
    spans.extend(script.constructs.iter().map(|found| found.span));
    spans.extend(script.problem.iter().map(|found| found.span));
    for span in spans {
        prop_assert!(
            text.get(span.start..span.end).is_some(),
            "{span:?} of {text:?}"
        );
    }
    for pipeline in &script.pipelines {
        prop_assert!(
            pipeline
                .commands
                .iter()
                .all(|at| *at < script.invocations.len())
        );
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_text_is_read(text in any::<String>()) {
        check(&text, Dialect::Bash)?;
        check(&text, Dialect::Cmd)?;
        check(&text, Dialect::PowerShell)?;
    }

    #[test]
    fn anything_like_a_script_is_read(
        text in "(a|b|sh -c |sudo |env |A=|'|\"|`|\\$\\(|\\$\\{|\\$\\(\\(|\\(|\\)|\\{ |\\}|;|;;|&&|&|\
                 \\|\\||\\||<<E|<<-'E'|<<<|E|<|>|2>&1|<\\(|if |then |fi|for x in |do |done|case |in |esac|\
                 \\[\\[|\\]\\]|function |!|#|\\\\|\\$|\\$'|=\\(|\\{a,b\\}|time |eval |é|🦀|\t| |\r?\n){0,40}"
    ) {
        check(&text, Dialect::Posix)?;
    }
}

/// Inputs that grow fast or deep somewhere in a careless reader; one that hangs here fails the
/// run. The stack is as small as a browser's.
#[test]
fn much_of_anything_ends_soon() {
    let run = || {
        for size in [300, 60_000, 100_000] {
            for (head, unit) in [
                ("", "("),
                ("", "$("),
                ("", "`"),
                ("", "{ "),
                ("", "${a:-"),
                ("", "\"$("),
                ("", "if "),
                ("", "while a; do "),
                ("", "case a in b) "),
                ("", "! "),
                ("", "time "),
                ("", "a && "),
                ("", "a | "),
                ("", "a;"),
                ("", "a\n"),
                ("a ", "b "),
                ("a ", "'b' "),
                ("", "sudo "),
                ("", "env A=1 "),
                ("", "eval "),
                ("", "sh -c '"),
                ("", "sh -c \""),
                ("", "$((("),
                ("", "[[ ( "),
                ("", "f() "),
                ("", "<<E "),
                ("", "<<E\n"),
                ("", "cat <<E\nE\n"),
                ("a ", "<(b"),
                ("a ", "<(b) "),
                ("", "A=("),
                ("", "{a,b}"),
                ("a ", "{a,"),
                ("", "\\"),
                ("", "$'"),
                ("", "#"),
                ("", "a &"),
                ("", "|"),
                ("", "$(a) "),
                ("", "`a` "),
                ("a ", "\"$(b)\" "),
                ("", "[["),
                ("", "(("),
                ("", "coproc "),
                ("", "select x in "),
                ("", "function f "),
                ("", "a=b "),
                ("", "a[b"),
                ("", "${"),
                ("", "${a["),
                ("", "$((a["),
                ("echo ", "${a/"),
                ("", "if a; then b; fi; "),
                ("\"", "$(\""),
                ("", "(')'"),
                ("", "({ "),
                ("", "$(`"),
                ("", "until a; do if b; then "),
                ("a ", "?(b|"),
                ("[[ a =~ ", "("),
                ("(( ", "a ? "),
                ("(( ", "-"),
                ("a=", "$((1+"),
                ("", "a\\\n"),
            ] {
                let text = format!("{head}{}", unit.repeat(size / unit.len()));
                check(&text, Dialect::Bash).unwrap();
            }
        }
    };
    let thread = std::thread::Builder::new()
        .stack_size(1 << 20)
        .spawn(run)
        .unwrap();
    thread.join().unwrap();
}
