//! YAML as a tree in which every value keeps its place.
//!
//! Scalars stay text: what `yes` or `0755` means is the reader's decision, field by field.
//! Aliases and `<<` merge keys are expanded; what they bring is shared, not copied, and how
//! much they may bring is capped, so that a small file cannot grow into a huge tree.

mod accounts;
mod entries;
mod merge;
mod pass;
mod recover;
mod scalar;
mod tree;
mod typed;

#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;

use std::sync::Arc;

pub use self::entries::Entries;

use crate::artifact::Problem;
use crate::span::{Span, Spanned};

/// How many nodes aliases and merge keys may bring into one text.
///
/// Compose itself gives up at the same number.
pub const MAX_BROUGHT: usize = 100_000;

/// How deep collections may nest, aliases included.
pub const MAX_DEPTH: usize = 256;

/// A text read as YAML, as far as it goes.
#[derive(Clone, Debug, Default)]
pub struct Yaml {
    /// The documents in their order; a document that broke off is kept up to the break.
    pub documents: Vec<Node>,
    /// The comments without `#` and without blanks around them; spans include the `#`.
    pub comments: Vec<Spanned<String>>,
    /// What could not be read, in the order it was met.
    pub problems: Vec<Problem>,
    /// Keys that their mapping states before, in the order they were met.
    pub repeated: Vec<Repeated>,
}

/// A key that its mapping states before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repeated {
    /// The key where it is stated again; `<<` for the merge key.
    pub key: Spanned<Arc<str>>,
    /// Where it is stated first.
    pub first: Span,
}

/// One value in the tree.
#[derive(Clone, Debug)]
pub struct Node {
    /// Where the value is written; for a value an alias brought, that is at its anchor.
    pub span: Span,
    /// The tag as written, e.g. `!reset` or `!!str`.
    pub tag: Option<Arc<str>>,
    /// What is written.
    pub value: Value,
    /// The alias or merge key that brought the value here. Values inside one that was
    /// brought do not repeat it: [`Node::brought_by`] follows a path from above.
    pub via: Option<Span>,
}

/// What a node holds.
#[derive(Clone, Debug)]
pub enum Value {
    /// A single value.
    Scalar(Scalar),
    /// A list.
    Sequence(Arc<[Node]>),
    /// Keys with values; no key stands twice.
    Mapping(Entries),
    /// Something that could not be read; a problem says why.
    Unreadable,
}

/// A single value as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scalar {
    /// The text with quotes, escapes and folding resolved.
    pub text: Arc<str>,
    /// Whether it is written without quotes and not as a block, so that it may be a
    /// number, a boolean or null.
    pub plain: bool,
}

/// A key and its value.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The key; one that is written as a number or a boolean is its source text.
    pub key: Spanned<Arc<str>>,
    /// The value; null where nothing is written.
    pub value: Node,
}

impl Entry {
    fn shifted(&self, offset: usize) -> Self {
        Self {
            key: Spanned::new(Arc::clone(&self.key.value), self.key.span.shifted(offset)),
            value: self.value.shifted(offset),
        }
    }
}

/// Reads a text as YAML. Never fails: what cannot be read is left out and listed.
pub fn parse(text: &str) -> Yaml {
    recover::parse(text)
}

impl Node {
    /// Nothing, nowhere.
    pub fn null() -> Self {
        Self {
            span: Span::default(),
            tag: None,
            value: Value::Scalar(Scalar {
                text: "".into(),
                plain: true,
            }),
            via: None,
        }
    }

    /// The same tree in a text that has `offset` more bytes in front.
    #[must_use]
    pub fn shifted(&self, offset: usize) -> Self {
        let value = match &self.value {
            Value::Scalar(scalar) => Value::Scalar(scalar.clone()),
            Value::Sequence(items) => {
                Value::Sequence(items.iter().map(|item| item.shifted(offset)).collect())
            }
            Value::Mapping(entries) => {
                Value::Mapping(entries.iter().map(|it| it.shifted(offset)).collect())
            }
            Value::Unreadable => Value::Unreadable,
        };
        Self {
            span: self.span.shifted(offset),
            tag: self.tag.clone(),
            value,
            via: self.via.map(|via| via.shifted(offset)),
        }
    }

    /// The value of a key, where this is a mapping that has it.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// A key with its value, where this is a mapping that has it.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        match &self.value {
            Value::Mapping(entries) => entries.find(key),
            Value::Scalar(_) | Value::Sequence(_) | Value::Unreadable => None,
        }
    }

    /// The value that a path of keys leads to.
    pub fn at(&self, path: &[&str]) -> Option<&Node> {
        path.iter().try_fold(self, |node, key| node.get(key))
    }

    /// The first alias or merge key on a path of keys, this node included: a value that
    /// has one is shared with other places, so it must not be edited as if it stood here.
    pub fn brought_by(&self, path: &[&str]) -> Option<Span> {
        let mut node = self;
        for key in path {
            if node.via.is_some() {
                break;
            }
            node = node.get(key)?;
        }
        node.via
    }

    /// The keys and values of a mapping; empty for anything else.
    pub fn entries(&self) -> &[Entry] {
        match &self.value {
            Value::Mapping(entries) => entries,
            Value::Scalar(_) | Value::Sequence(_) | Value::Unreadable => &[],
        }
    }

    /// The items of a list; empty for anything else.
    pub fn items(&self) -> &[Node] {
        match &self.value {
            Value::Sequence(items) => items,
            Value::Scalar(_) | Value::Mapping(_) | Value::Unreadable => &[],
        }
    }

    /// The single value, where this is one.
    pub fn scalar(&self) -> Option<&Scalar> {
        match &self.value {
            Value::Scalar(scalar) => Some(scalar),
            Value::Sequence(_) | Value::Mapping(_) | Value::Unreadable => None,
        }
    }

    /// Whether this is a mapping.
    pub fn is_mapping(&self) -> bool {
        matches!(self.value, Value::Mapping(_))
    }

    /// Whether this is a list.
    pub fn is_sequence(&self) -> bool {
        matches!(self.value, Value::Sequence(_))
    }

    /// Whether the tag is this one, e.g. `!reset`.
    pub fn is_tagged(&self, tag: &str) -> bool {
        self.tag.as_deref() == Some(tag)
    }
}

/// The start of a text, short enough to be quoted in a message.
pub(crate) fn quote(text: &str) -> String {
    const LONGEST: usize = 60;
    let line: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(LONGEST)
        .collect();
    if text.chars().nth(LONGEST).is_some() {
        format!("`{line}…`")
    } else {
        format!("`{line}`")
    }
}
