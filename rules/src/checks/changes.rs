//! Edits that several checks propose: instructions put in and taken out, words taken out.

use super::edits;
use crate::facts::{Build, Step};
use crate::finding::Edit;
use crate::model::dockerfile::{Instruction, InstructionKind};
use crate::span::{Span, Spanned};

/// Whether a word stands in the file as it is worth: no quote, escape, variable or continuation.
pub(super) fn is_verbatim(build: &Build<'_>, word: &Spanned<String>) -> bool {
    let marks = ['$', '"', '\'', build.file().escape];
    word.span.of(build.text) == word.value && !word.value.contains(marks)
}

/// A new instruction on a line of its own before the one at `index`, above its comments.
///
/// `None` where the line before it is not known to end.
pub(super) fn insert_before(build: &Build<'_>, index: usize, line: &str) -> Option<Edit> {
    let instructions = &build.file().instructions;
    if let Some(previous) = index.checked_sub(1) {
        return insert_after(build, instructions.get(previous)?, line);
    }
    let start = instructions.first()?.span.start;
    Some(Edit::insert(start, format!("{line}{}", build.line_break)))
}

/// A new instruction on a line of its own after this one; `None` where its end is not clear.
fn insert_after(build: &Build<'_>, instruction: &Instruction, line: &str) -> Option<Edit> {
    let end = instruction.span.end;
    let heredocs = &instruction.effective().heredocs;
    let is_closed = heredocs.iter().all(|document| document.terminated);
    let (before, after) = build.text.split_at_checked(end)?;
    let rest = after.split('\n').next().unwrap_or_default();
    let continues = before.trim_end().ends_with(build.file().escape);
    (is_closed && !continues && rest.trim().is_empty())
        .then(|| Edit::insert(end, format!("{}{line}", build.line_break)))
}

/// A `USER` where the image is done but for what says how it starts.
pub(super) fn insert_user(build: &Build<'_>, user: &str) -> Option<Edit> {
    let stage = build.final_stage()?;
    let instructions = build.file().stage_instructions(stage);
    let last = instructions.iter().rev().find(|found| {
        !matches!(
            found.kind,
            InstructionKind::Cmd(_)
                | InstructionKind::Entrypoint(_)
                | InstructionKind::Healthcheck(_)
                | InstructionKind::Expose(_)
                | InstructionKind::Label(_)
                | InstructionKind::Stopsignal(_)
                | InstructionKind::Volume(_)
                | InstructionKind::Maintainer(_)
                | InstructionKind::Onbuild(_)
        )
    })?;
    insert_after(build, last, &format!("USER {user}"))
}

/// The whole instruction with its lines.
fn remove_instruction(step: Step<'_>, text: &str) -> Option<Edit> {
    edits::whole_lines(text, step.whole().span).map(Edit::delete)
}

/// One blank-separated word and the blank before it; `None` where that would leave an empty
/// line in a continued instruction.
pub(super) fn remove_word(text: &str, word: Span) -> Option<Edit> {
    let before = text.get(..word.start)?;
    if !before.ends_with([' ', '\t']) {
        return None;
    }
    // Only the blanks around it are looked at: a line may be as long as the file.
    let is_blank = |char: char| char != '\n' && char.is_whitespace();
    let line = before.trim_end_matches(is_blank);
    let after = text.get(word.end..)?.trim_start_matches(is_blank);
    let after = after.trim_start_matches(['\\', '`']);
    let after = after.trim_start_matches(is_blank);
    let is_first = line.is_empty() || line.ends_with('\n');
    let is_alone = is_first && (after.is_empty() || after.starts_with('\n'));
    (!is_alone).then(|| Edit::delete(Span::new(word.start - 1, word.end)))
}

/// What takes some of an instruction's words out, for each of them; all of them take the
/// instruction with them.
pub(super) fn remove_words(
    build: &Build<'_>,
    step: Step<'_>,
    words: &[Spanned<String>],
    is_removed: &[bool],
) -> Vec<Option<Edit>> {
    let text = build.text;
    if !is_removed.is_empty() && is_removed.iter().all(|removed| *removed) {
        let whole = remove_instruction(step, text);
        return words.iter().map(|_| whole.clone()).collect();
    }
    if step.instruction.arguments.as_str().starts_with('[') {
        return remove_elements(text, words, is_removed);
    }
    let remove = |word: &Spanned<String>| remove_word(text, word.span);
    words.iter().map(remove).collect()
}

/// The same for the strings of a JSON array: each goes with the comma that nobody else takes.
fn remove_elements(
    text: &str,
    words: &[Spanned<String>],
    is_removed: &[bool],
) -> Vec<Option<Edit>> {
    let mut is_first = true;
    let mut edits = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let span = if is_first {
            words
                .get(at + 1)
                .map(|next| (word.span.end, next.span.start))
                .map(|(from, to)| (Span::new(from, to), Span::new(word.span.start, to)))
        } else {
            at.checked_sub(1)
                .and_then(|before| words.get(before))
                .map(|last| (last.span.end, word.span.start))
                .map(|(from, to)| (Span::new(from, to), Span::new(from, word.span.end)))
        };
        let is_plain = |gap: Span| gap.of(text).trim_matches([' ', '\t']) == ",";
        edits.push(
            span.filter(|(gap, _)| is_plain(*gap))
                .map(|(_, whole)| Edit::delete(whole)),
        );
        if !is_removed.get(at).copied().unwrap_or_default() {
            is_first = false;
        }
    }
    edits
}
