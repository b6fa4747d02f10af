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
        let root = file.lineage(stage).last().map(|root| root.index);
        prop_assert_eq!(root, Some(file.root_of(stage).index));
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

proptest! {
    /// What the reader could not read is refused, and has its place in the same instruction.
    #[test]
    fn what_is_partly_read_is_refused(
        text in "((FROM|RUN|COPY|ENV|ARG|LABEL|USER|HEALTHCHECK|SHELL|ONBUILD|VOLUME|XYZ)( (a|b=c|=d|AS|\\[1\\]|\\[\"e\"\\]|--from=f|--from|CMD|NONE|<<G))*\n){0,8}"
    ) {
        let file = super::read(&format!("FROM a\n{text}"));
        let whole = format!("FROM a\n{text}");
        for problem in file.problems.iter().filter(|it| it.effect == crate::artifact::Effect::Partial) {
            let Some(span) = problem.span else { continue };
            let holder = file.instructions.iter().find(|it| it.span.start <= span.start && span.start <= it.span.end);
            let Some(holder) = holder else { continue };
            let deferred = holder.effective();
            let is_forbidden = deferred.keyword.value == super::Keyword::Onbuild;
            let refused = [holder, deferred]
                .iter()
                .any(|it| !super::refusals(it, &whole, file.escape).is_empty());
            prop_assert!(refused || is_forbidden, "{problem:?}");
        }
    }

    /// Whatever the text, a variable's name stands where it is said to.
    #[test]
    fn references_stand_in_their_word(word in "(\\$|\\{|\\}|:|-|a|B|_|1|'|\"|\\\\|é){0,40}") {
        for found in super::references(&word, '\\') {
            prop_assert_eq!(word.get(found.range.clone()), Some(found.name.as_str()));
        }
    }
}
