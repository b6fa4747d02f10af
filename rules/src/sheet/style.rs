//! How a file is indented.

use crate::model::yaml::{Node, Value};

/// A file's habits, by the first place that shows them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Style {
    /// How far a mapping is indented below its key.
    pub(super) step: usize,
    /// How far the dashes of a list are indented below its key.
    pub(super) hang: usize,
}

/// What was seen so far.
#[derive(Default)]
struct Seen {
    step: Option<usize>,
    hang: Option<usize>,
}

impl Default for Style {
    fn default() -> Self {
        Self { step: 2, hang: 2 }
    }
}

impl Style {
    /// The habits of the file; lists are indented as mappings are, where there is none.
    pub(super) fn of(text: &str, root: &Node) -> Self {
        let mut seen = Seen::default();
        seen.visit(text, root);
        let step = seen.step.unwrap_or(Self::default().step);
        Self {
            step,
            hang: seen.hang.unwrap_or(step),
        }
    }
}

impl Seen {
    /// Looks at what stands here itself, until both are known.
    fn visit(&mut self, text: &str, node: &Node) {
        if node.via.is_some() || (self.step.is_some() && self.hang.is_some()) {
            return;
        }
        match &node.value {
            Value::Mapping(entries) => {
                for entry in entries.iter().filter(|entry| entry.value.via.is_none()) {
                    let key = entry.key.span.start;
                    let below = entry.value.entries().first().map(|it| it.key.span.start);
                    if let Some(step) = below.and_then(|child| distance(text, key, child)) {
                        self.step.get_or_insert(step);
                    }
                    let dash = entry.value.items().first().map(|item| item.span.start);
                    if let Some(hang) = dash.and_then(|item| dash_distance(text, key, item)) {
                        self.hang.get_or_insert(hang);
                    }
                    self.visit(text, &entry.value);
                }
            }
            Value::Sequence(items) => items.iter().for_each(|item| self.visit(text, item)),
            Value::Scalar(_) | Value::Unreadable => {}
        }
    }
}

/// How much further the first key of a mapping is indented than the mapping's own.
fn distance(text: &str, key: usize, child: usize) -> Option<usize> {
    let (outer, inner) = (blanks_before(text, key)?, blanks_before(text, child)?);
    (inner > outer).then(|| inner - outer)
}

/// How much further a list's first dash is indented than the list's key.
fn dash_distance(text: &str, key: usize, item: usize) -> Option<usize> {
    let before = text.get(..item)?.trim_end_matches(' ');
    let dash = before.strip_suffix('-')?.len();
    let (outer, inner) = (blanks_before(text, key)?, blanks_before(text, dash)?);
    inner.checked_sub(outer)
}

/// The blanks that a line begins with, where `at` is what follows them.
fn blanks_before(text: &str, at: usize) -> Option<usize> {
    let before = text.get(..at)?;
    let line = before.trim_end_matches(' ');
    (line.is_empty() || line.ends_with('\n')).then(|| before.len() - line.len())
}
