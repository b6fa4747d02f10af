//! The grammar, rule by rule.

use super::{Dockerfile, Form, Healthcheck, Instruction, InstructionKind, Keyword, Source, read};
use crate::artifact::Effect;
use crate::span::Spanned;

fn only(text: &str) -> Instruction {
    let mut found = read(text).instructions;
    assert_eq!(found.len(), 1, "{text}");
    found.remove(0)
}

fn keywords(file: &Dockerfile) -> Vec<Keyword> {
    file.instructions
        .iter()
        .map(|instruction| instruction.keyword.value)
        .collect()
}

fn shell(text: &str) -> String {
    match only(text).kind {
        InstructionKind::Run(command) => command.shell_text().unwrap().as_str().to_owned(),
        other => panic!("{other:?}"),
    }
}

fn pair(pair: &(Spanned<String>, Spanned<String>)) -> (&str, &str) {
    (pair.0.value.as_str(), pair.1.value.as_str())
}

/// Messages of located problems; every fragment has a note that it is one.
fn messages(text: &str) -> Vec<String> {
    let located = read(text)
        .problems
        .into_iter()
        .filter(|problem| problem.span.is_some());
    located.map(|problem| problem.message).collect()
}

#[test]
fn directives_stand_at_the_very_top() {
    let file = read("# syntax=docker/dockerfile:1\n#Escape = `\n# check=skip=all\nFROM a\n");
    let names: Vec<&str> = file
        .directives
        .iter()
        .map(|found| found.name.value.as_str())
        .collect();
    assert_eq!(names, ["syntax", "escape", "check"]);
    assert_eq!(file.escape, '`');
    assert!(file.comments.is_empty());
    for text in [
        "\n# escape=`\n",
        "# hello\n# escape=`\n",
        "# other=1\n# escape=`\n",
        "FROM a\n# escape=`",
    ] {
        let file = read(text);
        assert_eq!(file.escape, '\\', "{text}");
        assert!(
            file.comments
                .iter()
                .any(|comment| comment.value == "escape=`"),
            "{text}"
        );
    }
}

#[test]
fn a_directive_counts_once_and_must_make_sense() {
    let file = read("# escape=`\n# escape=\\\nFROM a");
    assert_eq!((file.escape, file.directives.len()), ('`', 1));
    assert_eq!(file.problems.len(), 1);
    assert_eq!(messages("# escape=x\nFROM a").len(), 1);
}

#[test]
fn the_syntax_may_follow_a_shebang_or_slashes() {
    let file = read("#!/usr/bin/env docker\n# syntax=a\n# escape=`\nFROM a");
    assert_eq!((file.directives.len(), file.escape), (1, '\\'));
    assert_eq!(file.comments.len(), 2);
    let file = read("// syntax=a\nFROM a");
    assert_eq!(
        (file.directives.len(), keywords(&file)),
        (1, vec![Keyword::From])
    );
    assert!(file.problems.is_empty());
}

#[test]
fn a_backtick_can_escape() {
    let file = read("# escape=`\nFROM a\nRUN dir C:\\\nRUN a `\n b\n");
    assert_eq!(keywords(&file), [Keyword::From, Keyword::Run, Keyword::Run]);
    assert_eq!(file.instructions[2].arguments.as_str(), "a  b");
}

#[test]
fn lines_continue_over_comments_and_blank_lines() {
    let text = "RUN a \\\n  # no\n\n  b\\  \n\t c # yes\nRUN d";
    let file = read(text);
    assert_eq!(file.instructions[0].arguments.as_str(), "a   b\t c # yes");
    assert_eq!(file.instructions[0].span.of(text), &text[..text.len() - 6]);
    assert_eq!(file.comments.len(), 1);
    assert_eq!(file.comments[0].span.of(text), "# no");
    assert_eq!(file.instructions[1].comments, 1..1);
    assert_eq!(messages(text).len(), 1);
}

#[test]
fn an_escaped_escape_continues_nothing() {
    let file = read("RUN a \\\\\nRUN b\nRUN c \\");
    assert_eq!(keywords(&file), [Keyword::Run; 3]);
    assert_eq!(file.instructions[2].arguments.as_str(), "c");
}

#[test]
fn a_keyword_may_be_continued() {
    let text = "\\\n FR\\\nOM a";
    let file = read(text);
    assert_eq!(keywords(&file), [Keyword::From]);
    assert_eq!(file.instructions[0].keyword.span.of(text), "FR\\\nOM");
}

#[test]
fn lines_may_end_in_crlf() {
    let text = "# escape=`\r\nFROM a\r\nRUN b `\r\n  c\r\nCOPY <<E /x\r\n1\r\nE\r\nUSER u\r\n";
    let file = read(text);
    assert_eq!(
        keywords(&file),
        [Keyword::From, Keyword::Run, Keyword::Copy, Keyword::User]
    );
    assert!(file.problems.is_empty());
    assert_eq!(file.instructions[1].span.of(text), "RUN b `\r\n  c");
    assert_eq!(file.instructions[2].span.of(text), "COPY <<E /x\r\n1\r\nE");
    assert_eq!(file.instructions[2].heredocs[0].body.of(text), "1\r\n");
}

#[test]
fn case_does_not_matter() {
    let file = read("from a As B\nrUn x\n");
    assert_eq!(keywords(&file), [Keyword::From, Keyword::Run]);
    assert_eq!(file.stages[0].name.as_ref().unwrap().value, "B");
}

#[test]
fn several_documents_follow_one_line() {
    let text = "RUN <<A cat <<-\"B\" 3<<C\na\nA\n\tb\n\tB\nC\nRUN next";
    let file = read(text);
    assert_eq!(keywords(&file), [Keyword::Run; 2]);
    let run = &file.instructions[0];
    assert_eq!(run.span.of(text), &text[..text.len() - 9]);
    let [a, b, c] = run.heredocs.as_slice() else {
        panic!("three documents")
    };
    assert_eq!(
        (a.body.of(text), a.quoted, a.strip_tabs, a.descriptor),
        ("a\n", false, false, 0)
    );
    assert_eq!(
        (b.body.of(text), b.quoted, b.strip_tabs),
        ("\tb\n", true, true)
    );
    assert_eq!(
        (c.body.of(text), c.descriptor, c.name.span.of(text)),
        ("", 3, "3<<C")
    );
    assert!(run.heredocs.iter().all(|heredoc| heredoc.terminated));
}

#[test]
fn a_document_holds_what_looks_like_instructions() {
    let file = read("FROM a\nCOPY <<EOF /b\nUSER root\n# c\n\\\nEOF\nUSER b");
    assert_eq!(
        keywords(&file),
        [Keyword::From, Keyword::Copy, Keyword::User]
    );
    assert!(file.comments.is_empty() && file.problems.is_empty());
}

#[test]
fn only_some_instructions_take_documents() {
    let file = read("CMD <<EOF\nRUN [\"<<EOF\"]\nEOF");
    assert_eq!(
        keywords(&file),
        [Keyword::Cmd, Keyword::Run, Keyword::Unknown]
    );
    let file = read("ONBUILD RUN <<EOF\nx\nEOF\nUSER a");
    assert_eq!(keywords(&file), [Keyword::Onbuild, Keyword::User]);
    assert_eq!(file.instructions[0].effective().heredocs.len(), 1);
}

#[test]
fn an_open_document_hides_nothing() {
    let text = "FROM a\nRUN <<EOF <<B\nls\n EOF2\nUSER b\n";
    let file = read(text);
    assert_eq!(
        keywords(&file),
        [Keyword::From, Keyword::Run, Keyword::User]
    );
    assert_eq!(
        file.instructions[1].span.of(text),
        "RUN <<EOF <<B\nls\n EOF2"
    );
    assert_eq!(file.instructions[1].heredocs.len(), 2);
    assert_eq!(file.problems.len(), 1);
    let file = read("RUN <<EOF\nUSER b\n  EOF\nUSER c");
    assert_eq!(keywords(&file), [Keyword::Run, Keyword::User]);
    assert_eq!(messages("RUN <<EOF").len(), 1);
}

#[test]
fn only_a_json_array_of_strings_is_exec_form() {
    let InstructionKind::Cmd(command) = only("CMD [\"a\", \\\n \"b c\"]").kind else {
        panic!()
    };
    let Form::Exec(words) = command.form else {
        panic!()
    };
    assert_eq!(
        words
            .iter()
            .map(|word| word.value.as_str())
            .collect::<Vec<_>>(),
        ["a", "b c"]
    );
    assert_eq!(shell("RUN ['a', 'b']"), "['a', 'b']");
    assert_eq!(shell("RUN [\"a\"] && b"), "[\"a\"] && b");
    assert_eq!(messages("RUN [1]").len(), 1);
    assert_eq!(messages("RUN [ -f a ]").len(), 0);
}

#[test]
fn the_shell_form_leads_back_to_the_file() {
    let text = "RUN --mount=type=cache,target=/c a \\\n # c\n  b";
    let run = only(text);
    let InstructionKind::Run(command) = &run.kind else {
        panic!()
    };
    let shell = command.shell_text().unwrap();
    assert_eq!(shell.as_str(), "a   b");
    assert_eq!(shell.span(4..5).of(text), "b");
    assert_eq!(run.flag("mount").unwrap().value, "type=cache,target=/c");
    assert_eq!(run.flags[0].span().of(text), "--mount=type=cache,target=/c");
}

#[test]
fn env_takes_pairs_or_the_old_form() {
    let text = r#"ENV a=b c="d e" f=g\ h i='"j' k="#;
    let InstructionKind::Env(pairs) = only(text).kind else {
        panic!()
    };
    let expected = [
        ("a", "b"),
        ("c", "\"d e\""),
        ("f", "g\\ h"),
        ("i", "'\"j'"),
        ("k", ""),
    ];
    assert_eq!(pairs.iter().map(pair).collect::<Vec<_>>(), expected);
    assert_eq!(pairs[1].1.span.of(text), "\"d e\"");
    let InstructionKind::Env(pairs) = only("ENV a b=c  d").kind else {
        panic!()
    };
    assert_eq!(pair(&pairs[0]), ("a", "b=c  d"));
    let InstructionKind::Label(pairs) = only("LABEL \"a.b\"=c d=e").kind else {
        panic!()
    };
    assert_eq!(pair(&pairs[0]), ("\"a.b\"", "c"));
}

#[test]
fn a_bad_pair_does_not_hide_the_others() {
    let text = "ENV a=b c =d e=f";
    let InstructionKind::Env(pairs) = only(text).kind else {
        panic!()
    };
    assert_eq!(pairs.len(), 2);
    assert_eq!(messages(text).len(), 2);
    assert_eq!(only("ENV a").kind, InstructionKind::Unread);
    let InstructionKind::Arg(arguments) = only("ARG a b=c =d e=").kind else {
        panic!()
    };
    let names: Vec<&str> = arguments
        .iter()
        .map(|(name, _)| name.value.as_str())
        .collect();
    assert_eq!(names, ["a", "b", "e"]);
    assert!(arguments[0].1.is_none() && arguments[2].1.is_some());
}

#[test]
fn copy_tells_sources_from_the_destination() {
    let text = "COPY --from=b --link a <<E /c/\nE\n";
    let InstructionKind::Copy(copy) = only(text).kind else {
        panic!()
    };
    assert_eq!(copy.from.unwrap().value, "b");
    assert_eq!(copy.destination.value, "/c/");
    assert_eq!(copy.sources[0].path().unwrap().value, "a");
    let Source::Heredoc { index: 0, span } = copy.sources[1] else {
        panic!()
    };
    assert_eq!(span.of(text), "<<E");
    let InstructionKind::Add(add) = only("ADD [\"a b\", \"c\"]").kind else {
        panic!()
    };
    assert_eq!(add.sources[0].path().unwrap().value, "a b");
    assert_eq!(only("COPY a").kind, InstructionKind::Unread);
    let InstructionKind::Copy(copy) = only("COPY << E /c\nE").kind else {
        panic!()
    };
    assert_eq!(copy.sources.len(), 1);
}

#[test]
fn healthchecks_are_told_apart() {
    let check = only("HEALTHCHECK --interval=5s CMD curl -f x || exit 1");
    let InstructionKind::Healthcheck(Healthcheck::Command(command)) = &check.kind else {
        panic!()
    };
    assert_eq!(
        command.shell_text().unwrap().as_str(),
        "curl -f x || exit 1"
    );
    assert_eq!(check.flag("interval").unwrap().value, "5s");
    assert_eq!(
        only("HEALTHCHECK none").kind,
        InstructionKind::Healthcheck(Healthcheck::None)
    );
    assert_eq!(only("HEALTHCHECK CMD").kind, InstructionKind::Unread);
    assert_eq!(only("HEALTHCHECK curl").kind, InstructionKind::Unread);
}

#[test]
fn lists_and_single_words_are_read() {
    let values = |words: Vec<Spanned<String>>| -> Vec<String> {
        words.into_iter().map(|word| word.value).collect()
    };
    let InstructionKind::Expose(ports) = only("EXPOSE 80/tcp  $P").kind else {
        panic!()
    };
    assert_eq!(values(ports), ["80/tcp", "$P"]);
    let InstructionKind::Volume(paths) = only("VOLUME [\"/a b\"]").kind else {
        panic!()
    };
    assert_eq!(values(paths), ["/a b"]);
    let InstructionKind::Shell(words) = only("SHELL [\"sh\", \"-c\"]").kind else {
        panic!()
    };
    assert_eq!(values(words), ["sh", "-c"]);
    assert_eq!(only("SHELL sh -c").kind, InstructionKind::Unread);
    let InstructionKind::User(user) = only("USER \"a\":b ").kind else {
        panic!()
    };
    assert_eq!(user.value, "\"a\":b");
    let InstructionKind::Stopsignal(signal) = only("STOPSIGNAL 9").kind else {
        panic!()
    };
    assert_eq!(signal.value, "9");
    let InstructionKind::Maintainer(author) = only("MAINTAINER A <b@c>").kind else {
        panic!()
    };
    assert_eq!(author.value, "A <b@c>");
}

#[test]
fn onbuild_holds_an_instruction() {
    let text = "ONBUILD copy --from=a b c";
    let InstructionKind::Onbuild(inner) = only(text).kind else {
        panic!()
    };
    assert_eq!(
        (inner.keyword.value, inner.span.of(text)),
        (Keyword::Copy, "copy --from=a b c")
    );
    let InstructionKind::Onbuild(inner) = only("ONBUILD ONBUILD RUN a").kind else {
        panic!()
    };
    assert_eq!(inner.kind, InstructionKind::Unread);
    assert_eq!(only("ONBUILD").kind, InstructionKind::Unread);
    assert!(read("ONBUILD FROM a\nUSER b").stages.is_empty());
}

#[test]
fn odd_flags_are_kept_and_noted() {
    let run = only("RUN --device=a --new=b --mount a");
    assert_eq!(run.flags.len(), 3);
    assert_eq!(run.arguments.as_str(), "a");
    assert_eq!(messages("RUN --device=a --new=b --mount a").len(), 2);
    assert_eq!(
        messages("COPY --link --link --exclude=a --exclude=b --=c a b").len(),
        2
    );
}

#[test]
fn unknown_instructions_are_reported_and_passed() {
    let file = read("FORM a\nFROM b\nTHIS is\nUSER c");
    let expected = [
        Keyword::Unknown,
        Keyword::From,
        Keyword::Unknown,
        Keyword::User,
    ];
    assert_eq!(keywords(&file), expected);
    assert_eq!(
        file.problems[0].message,
        "FORM is no instruction; it may be meant as FROM"
    );
    assert_eq!(file.problems[1].message, "THIS is no instruction");
    assert!(
        file.problems
            .iter()
            .all(|problem| problem.effect == Effect::Partial)
    );
}

#[test]
fn missing_arguments_are_reported() {
    for keyword in Keyword::ALL {
        assert_eq!(messages(keyword.as_str()).len(), 1, "{keyword}");
    }
}

#[test]
fn comments_are_tied_to_the_instruction_below() {
    let text = "# a\nFROM x\n # b\n\n#c\nRUN d \\\n# e\n f\n# g\nUSER h";
    let file = read(text);
    let above: Vec<_> = file
        .instructions
        .iter()
        .map(|found| found.comments.clone())
        .collect();
    assert_eq!(above, [0..1, 1..3, 4..5]);
    assert_eq!(file.comments[1].span.of(text), "# b");
}

#[test]
fn odd_files_are_read() {
    for (text, located) in [("", 0), ("\n\n", 0), ("# c", 0), ("\\", 1), ("\\\n", 1)] {
        let file = read(text);
        assert!(file.instructions.is_empty(), "{text:?}");
        assert_eq!(messages(text).len(), located, "{text:?}");
        assert_eq!(file.problems.len(), 1 + located, "{text:?}");
    }
    let file = read("FROM a\0b\nRUN echo 🦀 \\\n 🐚\0\n\u{feff}USER x");
    assert_eq!(
        keywords(&file),
        [Keyword::From, Keyword::Run, Keyword::Unknown]
    );
}

#[test]
fn noise_is_summed_up() {
    let problems = read(&"noise\n".repeat(1000)).problems;
    assert_eq!(problems.len(), 201);
    assert_eq!(problems[200].effect, Effect::Partial);
}
