//! Edits that take something out and leave the file readable.

use crate::facts::Build;
use crate::finding::Edit;
use crate::model::dockerfile::Instruction;
use crate::span::Span;

/// Takes out a whole instruction with its lines; none where another text shares a line with it.
pub(super) fn instruction(build: &Build<'_>, instruction: &Instruction) -> Option<Edit> {
    let Span { start, end } = instruction.span;
    let head = build.text.get(..start)?;
    let tail = build.text.get(end..)?;
    let is_first = head.is_empty() || head.ends_with('\n');
    let rest = tail.split_inclusive('\n').next().unwrap_or_default();
    let is_alone =
        is_first && rest.trim().is_empty() && !build.text.get(start..end)?.ends_with('\n');
    is_alone.then(|| Edit::delete(Span::new(start, end + rest.len())))
}

/// Takes one entry out of a list of several, with what stands between it and its neighbour:
/// `before` ends the entry in front of it, `after` begins the one behind.
///
/// Comments between continued lines are not taken out with it, so there is no such edit then.
pub(super) fn entry(
    build: &Build<'_>,
    entry: Span,
    before: Option<usize>,
    after: Option<usize>,
) -> Option<Edit> {
    let cut = match (before, after) {
        (Some(before), _) => Span::new(before, entry.end),
        (None, Some(after)) => Span::new(entry.start, after),
        (None, None) => return None,
    };
    let gap = match before {
        Some(before) => build.text.get(before..entry.start)?,
        None => build.text.get(entry.end..cut.end)?,
    };
    let is_blank = gap
        .chars()
        .all(|it| it.is_whitespace() || it == build.file().escape);
    is_blank.then(|| Edit::delete(cut))
}
