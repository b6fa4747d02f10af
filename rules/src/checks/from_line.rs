//! What several checks read of a `FROM` line.

use crate::facts::Build;
use crate::finding::Edit;
use crate::model::dockerfile::{Flag, Instruction, InstructionKind, Stage};
use crate::span::{Span, Spanned};

/// The `FROM` that begins a stage.
pub(super) fn from_of<'a>(build: &Build<'a>, stage: &Stage) -> Option<&'a Instruction> {
    build.file().instructions.get(stage.instructions.start)
}

/// The `AS` of a `FROM`, as it is written.
pub(super) fn as_of(build: &Build<'_>, from: &Instruction) -> Option<Spanned<String>> {
    let is_from = matches!(from.kind, InstructionKind::From { .. });
    let mut words = from.words().into_iter();
    let word = words.nth(1).filter(|_| is_from)?;
    let is_as = word.value.eq_ignore_ascii_case("as") && is_literal(build, &word);
    is_as.then_some(word)
}

/// Every `--platform` with its flag, its value and its stage.
pub(super) fn platforms<'a>(
    build: &Build<'a>,
) -> impl Iterator<Item = (&'a Stage, &'a Flag, &'a Spanned<String>)> {
    let file = build.file();
    file.stages.iter().filter_map(|stage| {
        let from = file.instructions.get(stage.instructions.start)?;
        let mut flags = from.flags.iter();
        let flag = flags.find(|flag| flag.name.value == "platform")?;
        Some((stage, flag, flag.value.as_ref()?))
    })
}

/// Takes a flag out, with the blanks behind it, or the whole line if it stands there alone.
pub(super) fn without_flag(build: &Build<'_>, flag: &Flag) -> Edit {
    let blanks = [' ', '\t'];
    let span = flag.span();
    let before = build.text.get(..span.start).unwrap_or_default();
    let line = before.trim_end_matches(blanks);
    let rest = build.text.get(span.end..).unwrap_or_default();
    let next = rest.trim_start_matches(blanks);
    let continued = next.strip_prefix(build.file().escape).and_then(|tail| {
        let tail = tail.trim_start_matches(blanks);
        tail.strip_prefix("\r\n").or(tail.strip_prefix('\n'))
    });
    match continued {
        Some(tail) if line.ends_with('\n') => {
            Edit::delete(Span::new(line.len(), build.text.len() - tail.len()))
        }
        Some(_) | None => Edit::delete(Span::new(span.start, build.text.len() - next.len())),
    }
}

/// Whether a word stands in the file just as it is read.
pub(super) fn is_literal(build: &Build<'_>, word: &Spanned<String>) -> bool {
    word.span.of(build.text) == word.value
}
