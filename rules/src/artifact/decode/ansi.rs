//! Takes terminal control sequences out of a text.

use std::borrow::Cow;

/// What was taken out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Removed {
    /// How many sequences.
    pub(super) sequences: usize,
    /// Where the marked byte stands in the new text.
    pub(super) mark: Option<usize>,
}

/// Removes `ESC [ … letter` sequences; a text without any is returned as it is.
///
/// `mark` is a byte offset to carry over into the new text.
pub(super) fn strip(text: Cow<'_, str>, mark: Option<usize>) -> (Cow<'_, str>, Removed) {
    if !text.contains("\u{1b}[") {
        return (text, Removed { sequences: 0, mark });
    }
    let mut kept = String::with_capacity(text.len());
    let mut removed = Removed::default();
    let mut rest = text.as_ref();
    let mut at = 0;
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        let end = at + before.len();
        carry(&mut removed, mark, at, end, kept.len());
        kept.push_str(before);
        at = end + 2;
        rest = after;
        match sequence_length(after) {
            Some(length) => {
                removed.sequences += 1;
                at += length;
                rest = after.get(length..).unwrap_or_default();
            }
            // Not a sequence: the characters stay.
            None => kept.push_str("\u{1b}["),
        }
    }
    carry(&mut removed, mark, at, text.len() + 1, kept.len());
    kept.push_str(rest);
    (Cow::Owned(kept), removed)
}

/// Notes where `mark` comes to stand if it lies before `end` and has not been noted yet.
fn carry(removed: &mut Removed, mark: Option<usize>, at: usize, end: usize, kept: usize) {
    if let Some(mark) = mark
        && removed.mark.is_none()
        && mark < end
    {
        removed.mark = Some(kept + mark.saturating_sub(at));
    }
}

/// The length of what follows `ESC [` up to and with its final letter.
fn sequence_length(after: &str) -> Option<usize> {
    // Longer parameters than any terminal knows are taken for text.
    let mut bytes = after.bytes().take(64).enumerate();
    let (at, last) = bytes.find(|(_, byte)| !matches!(byte, b'0'..=b'?' | b' '..=b'/'))?;
    matches!(last, b'@'..=b'~').then_some(at + 1)
}
