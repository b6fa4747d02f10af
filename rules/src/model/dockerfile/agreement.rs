//! Agreement with another reader of the grammar, on files that both take.
//!
//! The other reader wants every file to be sound, takes one document per `RUN` and knows
//! fewer flags, so only such files are made here.

use parse_dockerfile as other;
use proptest::prelude::*;

use super::{Form, Healthcheck, Instruction, InstructionKind, Keyword, Transfer, read};
use crate::span::{Span, Spanned};

/// What both readers tell of an instruction: its keyword and the place of each part.
type Told = (Keyword, Vec<Span>);

fn span(span: &std::ops::Range<usize>) -> Span {
    Span::from(span.clone())
}

fn theirs(instruction: &other::Instruction<'_>) -> Told {
    let command = |command: &other::Command<'_>| match command {
        other::Command::Exec(words) => words.value.iter().map(|word| span(&word.span)).collect(),
        other::Command::Shell(text) => vec![span(&text.span)],
        _ => Vec::new(),
    };
    let sources = |sources: &[other::Source<'_>], destination: &other::UnescapedString<'_>| {
        let paths = sources.iter().filter_map(|source| match source {
            other::Source::Path(path) => Some(span(&path.span)),
            _ => None,
        });
        paths
            .chain([span(&destination.span)])
            .collect::<Vec<Span>>()
    };
    match instruction {
        other::Instruction::Add(found) => (Keyword::Add, sources(&found.src, &found.dest)),
        other::Instruction::Arg(found) => (Keyword::Arg, vec![span(&found.arguments.span)]),
        other::Instruction::Cmd(found) => (Keyword::Cmd, command(&found.arguments)),
        other::Instruction::Copy(found) => (Keyword::Copy, sources(&found.src, &found.dest)),
        other::Instruction::Entrypoint(found) => (Keyword::Entrypoint, command(&found.arguments)),
        other::Instruction::Env(found) => (Keyword::Env, vec![span(&found.arguments.span)]),
        other::Instruction::Expose(found) => (
            Keyword::Expose,
            found
                .arguments
                .iter()
                .map(|word| span(&word.span))
                .collect(),
        ),
        other::Instruction::From(found) => {
            let name = found.as_.iter().map(|(_, name)| span(&name.span));
            (
                Keyword::From,
                [span(&found.image.span)].into_iter().chain(name).collect(),
            )
        }
        other::Instruction::Healthcheck(found) => {
            let parts = match &found.arguments {
                other::HealthcheckArguments::Cmd { arguments, .. } => command(arguments),
                _ => Vec::new(),
            };
            (Keyword::Healthcheck, parts)
        }
        other::Instruction::Label(found) => (Keyword::Label, vec![span(&found.arguments.span)]),
        other::Instruction::Maintainer(found) => {
            (Keyword::Maintainer, vec![span(&found.name.span)])
        }
        other::Instruction::Onbuild(found) => (Keyword::Onbuild, theirs(&found.instruction).1),
        // The other reader has no place for the word that opens a document.
        other::Instruction::Run(found) if !found.here_docs.is_empty() => (
            Keyword::Run,
            found
                .here_docs
                .iter()
                .map(|body| span(&body.span))
                .collect(),
        ),
        other::Instruction::Run(found) => (Keyword::Run, command(&found.arguments)),
        other::Instruction::Shell(found) => (
            Keyword::Shell,
            found
                .arguments
                .iter()
                .map(|word| span(&word.span))
                .collect(),
        ),
        other::Instruction::Stopsignal(found) => {
            (Keyword::Stopsignal, vec![span(&found.arguments.span)])
        }
        other::Instruction::User(found) => (Keyword::User, vec![span(&found.arguments.span)]),
        other::Instruction::Volume(found) => {
            let words = match &found.arguments {
                other::JsonOrStringArray::Json(words) => {
                    words.value.iter().map(|word| span(&word.span)).collect()
                }
                other::JsonOrStringArray::String(words) => {
                    words.iter().map(|word| span(&word.span)).collect()
                }
            };
            (Keyword::Volume, words)
        }
        other::Instruction::Workdir(found) => (Keyword::Workdir, vec![span(&found.arguments.span)]),
        _ => (Keyword::Unknown, Vec::new()),
    }
}

/// A part's place without the quotes of a JSON string, which the other reader leaves out.
fn unquoted(span: Span, text: &str) -> Span {
    if span.of(text).starts_with('"') {
        Span::new(span.start + 1, span.end - 1)
    } else {
        span
    }
}

fn ours(instruction: &Instruction, text: &str) -> Told {
    let all = |words: &[Spanned<String>]| words.iter().map(|word| word.span).collect::<Vec<_>>();
    let command = |command: &super::Command| match &command.form {
        Form::Shell(text) => vec![text.whole()],
        Form::Exec(words) => all(words),
    };
    let transfer = |found: &Transfer| {
        let paths = found
            .sources
            .iter()
            .filter_map(|source| Some(source.path()?.span));
        paths.chain([found.destination.span]).collect()
    };
    let parts: Vec<Span> = match &instruction.kind {
        InstructionKind::From { image, name, .. } => [image.span]
            .into_iter()
            .chain(name.iter().map(|name| name.span))
            .collect(),
        InstructionKind::Add(found) | InstructionKind::Copy(found) => transfer(found),
        InstructionKind::Run(_) if !instruction.heredocs.is_empty() => instruction
            .heredocs
            .iter()
            .map(|heredoc| heredoc.body)
            .collect(),
        InstructionKind::Run(found)
        | InstructionKind::Cmd(found)
        | InstructionKind::Entrypoint(found)
        | InstructionKind::Healthcheck(Healthcheck::Command(found)) => command(found),
        InstructionKind::Healthcheck(Healthcheck::None) => Vec::new(),
        InstructionKind::Expose(words)
        | InstructionKind::Volume(words)
        | InstructionKind::Shell(words) => all(words),
        InstructionKind::Onbuild(inner) => ours(inner, text).1,
        InstructionKind::Arg(_)
        | InstructionKind::Env(_)
        | InstructionKind::Label(_)
        | InstructionKind::User(_)
        | InstructionKind::Workdir(_)
        | InstructionKind::Stopsignal(_)
        | InstructionKind::Maintainer(_)
        | InstructionKind::Unread
        | InstructionKind::Unknown => vec![instruction.arguments.whole()],
    };
    let parts = parts.into_iter().map(|part| unquoted(part, text)).collect();
    (instruction.keyword.value, parts)
}

/// One sound instruction other than `FROM`.
fn instruction() -> impl Strategy<Value = String> {
    let word = "[a-zA-Z0-9/._:$][a-zA-Z0-9/._:$-]{0,4}[a-z0-9]";
    let shell = proptest::collection::vec("[a-z0-9/é&|;'][a-z0-9/é&|;'-]{0,5}", 1..5);
    let shell = shell.prop_map(|words| words.join(" \\\n  # between\n\t "));
    let exec = proptest::collection::vec(word, 1..4)
        .prop_map(|words| format!("[\"{}\"]", words.join("\", \"")));
    let command = prop_oneof![shell, exec];
    let stated = prop_oneof![
        command.clone().prop_map(|command| format!("RUN {command}")),
        command.clone().prop_map(|command| format!("cmd {command}")),
        command
            .clone()
            .prop_map(|command| format!("ENTRYPOINT\t{command}")),
        command
            .clone()
            .prop_map(|command| format!("HEALTHCHECK --interval=3s CMD {command}")),
        command.prop_map(|command| format!("RUN --mount=type=cache,target=/x {command}")),
        (word, word).prop_map(|(from, to)| format!("COPY --chown=a:b {from} {to}/")),
        (word, word).prop_map(|(from, to)| format!("ADD [\"{from}\", \"{to}\"]")),
        (word, word).prop_map(|(name, value)| format!("ENV A={name} B=\"{value}\"")),
        (word, word).prop_map(|(name, value)| format!("LABEL a.{name}={value}")),
        word.prop_map(|word| format!("ARG A={word}")),
        word.prop_map(|word| format!("USER {word}")),
        word.prop_map(|word| format!("Workdir /{word}")),
        word.prop_map(|word| format!("EXPOSE 80 \\\n {word}")),
        word.prop_map(|word| format!("VOLUME [\"/{word}\"]")),
        word.prop_map(|word| format!("VOLUME /{word} /b")),
        word.prop_map(|word| format!("STOPSIGNAL {word}")),
        word.prop_map(|word| format!("MAINTAINER {word} b")),
        Just("SHELL [\"sh\", \"-c\"]".to_owned()),
        Just("HEALTHCHECK NONE".to_owned()),
        word.prop_map(|word| format!("COPY <<EOF /{word}\nUSER root\nEOF")),
        word.prop_map(|word| format!("RUN <<EOF\n{word}\nEOF")),
    ];
    (stated, any::<bool>()).prop_map(|(stated, deferred)| {
        let is_deferrable = !stated.starts_with("MAINTAINER") && !stated.contains("<<");
        if deferred && is_deferrable {
            format!("ONBUILD {stated}")
        } else {
            stated
        }
    })
}

proptest! {
    #[test]
    fn both_readers_tell_the_same(
        stages in proptest::collection::vec(proptest::collection::vec(instruction(), 0..5), 1..4),
        gap in prop_oneof![Just("\n"), Just("\n\n"), Just("\n# c\n  # d\n")],
        top in prop_oneof![Just(""), Just("# syntax=a/b:1\n"), Just("ARG A=1\n")],
    ) {
        let mut text = top.to_owned();
        for (index, stage) in stages.iter().enumerate() {
            text.extend(["FROM --platform=linux/amd64 img:$A AS s", &index.to_string(), gap]);
            for instruction in stage {
                text.push_str(instruction);
                text.push_str(gap);
            }
        }
        let their_file = other::parse(&text);
        prop_assert!(their_file.is_ok(), "{:?}: {text}", their_file.err());
        let their_file = their_file.unwrap();
        let our_file = read(&text);
        prop_assert_eq!(&our_file.problems, &[], "{}", text);
        let their_told: Vec<Told> = their_file.instructions.iter().map(theirs).collect();
        let our_told: Vec<Told> = our_file.instructions.iter().map(|found| ours(found, &text)).collect();
        prop_assert_eq!(our_told, their_told, "{}", text);
    }
}
