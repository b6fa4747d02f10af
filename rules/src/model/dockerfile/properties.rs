//! What holds for any text at all.

use proptest::prelude::*;

use super::{Form, Healthcheck, Instruction, InstructionKind, Source, expand, read};
use crate::span::Span;

/// Every span of an instruction, those of a deferred one included.
fn spans(instruction: &Instruction) -> Vec<Span> {
    let mut found = vec![
        instruction.span,
        instruction.keyword.span,
        instruction.arguments.whole(),
    ];
    for flag in &instruction.flags {
        found.extend([flag.span(), flag.name.span]);
        found.extend(flag.value.as_ref().map(|value| value.span));
    }
    for heredoc in &instruction.heredocs {
        found.extend([heredoc.name.span, heredoc.body]);
    }
    found.extend(instruction.words().iter().map(|word| word.span));
    let command = match &instruction.kind {
        InstructionKind::From {
            image,
            platform,
            name,
        } => {
            found.push(image.span);
            found.extend(platform.iter().chain(name).map(|part| part.span));
            None
        }
        InstructionKind::Arg(arguments) => {
            found.extend(arguments.iter().map(|(name, _)| name.span));
            found.extend(
                arguments
                    .iter()
                    .filter_map(|(_, default)| Some(default.as_ref()?.span)),
            );
            None
        }
        InstructionKind::Env(pairs) | InstructionKind::Label(pairs) => {
            found.extend(
                pairs
                    .iter()
                    .flat_map(|(name, value)| [name.span, value.span]),
            );
            None
        }
        InstructionKind::User(word)
        | InstructionKind::Workdir(word)
        | InstructionKind::Stopsignal(word)
        | InstructionKind::Maintainer(word) => {
            found.push(word.span);
            None
        }
        InstructionKind::Add(transfer) | InstructionKind::Copy(transfer) => {
            found.push(transfer.destination.span);
            found.extend(transfer.sources.iter().map(|source| match source {
                Source::Path(path) => path.span,
                Source::Heredoc { span, .. } => *span,
            }));
            None
        }
        InstructionKind::Expose(words)
        | InstructionKind::Volume(words)
        | InstructionKind::Shell(words) => {
            found.extend(words.iter().map(|word| word.span));
            None
        }
        InstructionKind::Run(command)
        | InstructionKind::Cmd(command)
        | InstructionKind::Entrypoint(command)
        | InstructionKind::Healthcheck(Healthcheck::Command(command)) => Some(command),
        InstructionKind::Onbuild(inner) => {
            found.extend(spans(inner));
            None
        }
        InstructionKind::Healthcheck(Healthcheck::None)
        | InstructionKind::Unread
        | InstructionKind::Unknown => None,
    };
    if let Some(command) = command {
        found.push(command.span);
        match &command.form {
            Form::Shell(text) => {
                let ends = text
                    .as_str()
                    .char_indices()
                    .map(|(at, _)| text.span(at..at + 1));
                found.extend(ends);
            }
            Form::Exec(words) => found.extend(words.iter().map(|word| word.span)),
        }
    }
    found
}

fn check(text: &str) -> Result<(), TestCaseError> {
    let file = read(text);
    let mut last = 0;
    for (index, instruction) in file.instructions.iter().enumerate() {
        prop_assert!(instruction.span.start >= last, "they overlap: {text:?}");
        last = instruction.span.end;
        for span in spans(instruction) {
            prop_assert!(
                text.get(span.start..span.end).is_some(),
                "{span:?} of {text:?}"
            );
            let is_inside =
                instruction.span.start <= span.start && span.end <= instruction.span.end;
            // A document that never begins stands after the instruction.
            prop_assert!(is_inside || span.start == span.end, "{span:?} of {text:?}");
        }
        prop_assert!(file.comments.get(instruction.comments.clone()).is_some());
        expand(instruction.arguments.as_str(), &file.scope_at(index));
    }
    let placed = file.problems.iter().filter_map(|problem| problem.span);
    let placed = placed.chain(file.comments.iter().map(|comment| comment.span));
    let placed = placed.chain(file.directives.iter().map(super::Directive::span));
    for span in placed.chain(file.stages.iter().map(|stage| stage.span)) {
        prop_assert!(
            text.get(span.start..span.end).is_some(),
            "{span:?} of {text:?}"
        );
    }
    for stage in &file.stages {
        prop_assert!(file.lineage(stage).count() <= file.stages.len());
        prop_assert!(!file.stage_instructions(stage).is_empty());
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_text_is_read(text in any::<String>()) {
        check(&text)?;
    }

    #[test]
    fn anything_like_a_dockerfile_is_read(
        text in "(FROM |ARG |ENV |RUN |COPY |ONBUILD |HEALTHCHECK |CMD |[A-C]=|--from=|\
                 # ?|escape=`|<<-?|A|\"|'|\\$\\{?|:-|\\}|\\[|\\]|,|\\\\|`|é|🦀|\t| |\r?\n){0,60}"
    ) {
        check(&text)?;
    }
}

/// Inputs that grow fast somewhere in a careless reader; one that hangs here fails the run.
#[test]
fn a_megabyte_of_anything_ends_soon() {
    let size = 1 << 20;
    for (head, line) in [
        ("RUN a \\\n", "b \\\n"),
        ("RUN a \\\n", "# c\n"),
        ("RUN a \\\n", "\n"),
        ("RUN ", "<<A "),
        ("", "RUN <<A\n"),
        ("", "RUN <<A\n A\n"),
        ("COPY ", "<<A "),
        ("", "noise\n"),
        ("ONBUILD ", "ONBUILD "),
        ("ENV ", "a=\"b "),
        ("ARG A=", "${A:-"),
        ("FROM a\nENV A=123456789\n", "ENV A=$A$A\n"),
        ("RUN ", "["),
        ("RUN ", "--mount=a "),
        ("FROM ", "$a"),
    ] {
        let text = format!("{head}{}", line.repeat(size / line.len()));
        let file = read(&text);
        assert!(!file.instructions.is_empty(), "{head}{line}");
    }
}
