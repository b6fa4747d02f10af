//! What stands between a key or a dash and its value.

use super::Refusal;
use super::lines::is_end_of_name;
use crate::model::yaml::{Entry, Node};

/// The text before a value: anchors, tags, comments.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Gap<'a> {
    /// The byte behind the colon or dash.
    pub(super) start: usize,
    /// The name of the value's anchor.
    pub(super) anchor: Option<&'a str>,
    /// Whether the value has a tag.
    pub(super) is_tagged: bool,
    /// Whether it is a block scalar.
    pub(super) is_block: bool,
}

/// Whether nothing is written as this value.
pub(super) fn is_nothing(node: &Node) -> bool {
    node.via.is_none() && node.span.start == node.span.end && node.scalar().is_some()
}

/// The gap between a key and its value; for a value that is not written, up to the line's end.
pub(super) fn after_key<'a>(text: &'a str, entry: &Entry) -> Result<Gap<'a>, Refusal> {
    let from = entry.key.span.end;
    let rest = text.get(from..).unwrap_or_default();
    let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    if !rest.get(blanks..).is_some_and(|rest| rest.starts_with(':')) {
        return Err(Refusal::Layout);
    }
    let start = from + blanks + 1;
    let end = if is_nothing(&entry.value) {
        let rest = text.get(start..).unwrap_or_default();
        // Between brackets a comma or a bracket ends it sooner.
        let length = rest.find(['\n', ',', '}', ']']).unwrap_or(rest.len());
        start + length
    } else {
        entry.value.span.start
    };
    // A list in lines may begin behind its first dash.
    let is_open = is_nothing(&entry.value) || entry.value.is_sequence();
    let gap = between(text, start, end, is_open)?;
    Ok(gap)
}

/// The gap between a dash and its item.
pub(super) fn after_dash<'a>(text: &'a str, dash: usize, item: &Node) -> Result<Gap<'a>, Refusal> {
    between(text, dash + 1, item.span.start.max(dash + 1), false)
}

/// Reads the words of a gap. `is_open` where it may end in a value that is not read here.
fn between(text: &str, start: usize, end: usize, is_open: bool) -> Result<Gap<'_>, Refusal> {
    let mut gap = Gap {
        start,
        ..Gap::default()
    };
    let mut rest = text.get(start..end).ok_or(Refusal::Layout)?;
    let mut is_after_blank = true;
    loop {
        let trimmed = rest.trim_start();
        is_after_blank |= trimmed.len() < rest.len();
        if trimmed.is_empty() {
            return Ok(gap);
        }
        if trimmed.starts_with('#') && is_after_blank {
            let line = trimmed.find('\n').unwrap_or(trimmed.len());
            rest = trimmed.get(line..).unwrap_or_default();
            continue;
        }
        let length = trimmed.find(is_end_of_name).unwrap_or(trimmed.len());
        let (word, behind) = trimmed.split_at(length);
        if let Some(name) = word.strip_prefix('&') {
            gap.anchor = Some(name);
        } else if word.starts_with('!') {
            gap.is_tagged = true;
        } else if word.starts_with(['|', '>']) {
            gap.is_block = true;
        } else if is_open {
            return Ok(gap);
        } else {
            return Err(Refusal::Layout);
        }
        rest = behind;
        is_after_blank = false;
    }
}
