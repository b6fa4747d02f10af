//! A tree that grows flag by flag and comes out as nodes.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::yaml::{Entries, Entry, Node, Scalar, Value};
use crate::span::{Span, Spanned};

/// A value that is still growing.
#[derive(Debug)]
pub(super) enum Branch {
    /// A single value, and whether it may be a boolean or a number.
    Leaf {
        text: String,
        plain: bool,
        span: Span,
    },
    List(Vec<Branch>),
    Map(Map),
}

/// Keys with values, in the order they came.
#[derive(Debug, Default)]
pub(super) struct Map {
    entries: Vec<(Spanned<Arc<str>>, Branch)>,
    places: BTreeMap<Arc<str>, usize>,
}

impl Branch {
    /// A text.
    pub(super) fn text(text: impl Into<String>, span: Span) -> Self {
        Self::Leaf {
            text: text.into(),
            plain: false,
            span,
        }
    }

    /// A boolean.
    pub(super) fn boolean(value: bool, span: Span) -> Self {
        Self::Leaf {
            text: value.to_string(),
            plain: true,
            span,
        }
    }

    /// A whole number.
    pub(super) fn number(text: impl Into<String>, span: Span) -> Self {
        Self::Leaf {
            text: text.into(),
            plain: true,
            span,
        }
    }

    /// Where it stands; nothing where it is empty.
    pub(super) fn span(&self) -> Span {
        match self {
            Self::Leaf { span, .. } => *span,
            Self::List(items) => cover(items.iter().map(Self::span), Span::default()),
            Self::Map(map) => map.span(),
        }
    }

    /// The node; a collection of nothing stands at `at`.
    fn node(self, at: Span) -> Node {
        let (span, value) = match self {
            Self::Leaf { text, plain, span } => {
                let text = text.into();
                (span, Value::Scalar(Scalar { text, plain }))
            }
            Self::List(items) => {
                let items: Arc<[Node]> = items.into_iter().map(|item| item.node(at)).collect();
                let span = cover(items.iter().map(|item| item.span), at);
                (span, Value::Sequence(items))
            }
            Self::Map(map) => return map.node(at),
        };
        Node {
            span,
            tag: None,
            value,
            via: None,
        }
    }
}

impl Map {
    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// From the first key to the last; nothing where there is none.
    pub(super) fn span(&self) -> Span {
        let keys = self.entries.iter().map(|(key, _)| key.span);
        cover(keys, Span::default())
    }

    /// Sets a key; what it held before is gone, as the last flag wins.
    pub(super) fn insert(&mut self, key: &str, at: Span, value: Branch) {
        let key: Arc<str> = key.into();
        let place = self.places.get(&key);
        if let Some(entry) = place.and_then(|place| self.entries.get_mut(*place)) {
            *entry = (Spanned::new(key, at), value);
        } else {
            self.places.insert(Arc::clone(&key), self.entries.len());
            self.entries.push((Spanned::new(key, at), value));
        }
    }

    /// Sets the value at a path of keys.
    pub(super) fn set(&mut self, path: &[&str], at: Span, value: Branch) {
        match path {
            [] => {}
            [key] => self.insert(key, at, value),
            [key, rest @ ..] => {
                if let Some(map) = self.map(key, at) {
                    map.set(rest, at, value);
                }
            }
        }
    }

    /// Adds an item to the list at a path of keys.
    pub(super) fn push(&mut self, path: &[&str], at: Span, item: Branch) {
        match path {
            [] => {}
            [key] => {
                let found = self.entry(key, at, || Branch::List(Vec::new()));
                if let Some(Branch::List(items)) = found {
                    items.push(item);
                }
            }
            [key, rest @ ..] => {
                if let Some(map) = self.map(key, at) {
                    map.push(rest, at, item);
                }
            }
        }
    }

    fn map(&mut self, key: &str, at: Span) -> Option<&mut Map> {
        match self.entry(key, at, || Branch::Map(Map::default())) {
            Some(Branch::Map(map)) => Some(map),
            Some(Branch::Leaf { .. } | Branch::List(_)) | None => None,
        }
    }

    fn entry(&mut self, key: &str, at: Span, new: impl FnOnce() -> Branch) -> Option<&mut Branch> {
        if !self.places.contains_key(key) {
            self.insert(key, at, new());
        }
        let place = self.places.get(key)?;
        self.entries.get_mut(*place).map(|(_, value)| value)
    }

    /// The node; a map of nothing stands at `at`.
    pub(super) fn node(self, at: Span) -> Node {
        let entries = self.entries.into_iter().map(|(key, value)| {
            let at = key.span;
            let value = value.node(at);
            Entry { key, value }
        });
        let entries: Entries = entries.collect();
        let spans = entries
            .iter()
            .map(|entry| entry.key.span.to(entry.value.span));
        Node {
            span: cover(spans, at),
            tag: None,
            value: Value::Mapping(entries.clone()),
            via: None,
        }
    }
}

fn cover(spans: impl Iterator<Item = Span>, at: Span) -> Span {
    spans.reduce(Span::to).unwrap_or(at)
}
