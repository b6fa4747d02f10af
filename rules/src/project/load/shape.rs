//! Values that Compose takes in more than one form, brought to the form they are merged in.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::model::compose::{Field, Scope};
use crate::model::yaml::{Entry, Node, Scalar, Value};
use crate::span::{Span, Spanned};

/// A value inside one that an alias brought is brought by it, too.
pub(super) fn carried(holder: &Node, node: &Node) -> Node {
    Node {
        via: node.via.or(holder.via),
        ..node.clone()
    }
}

/// A list or a mapping at the place of another node.
pub(super) fn in_place_of(node: &Node, value: Value) -> Node {
    Node {
        span: node.span,
        tag: None,
        value,
        via: node.via,
    }
}

/// Text at a place.
pub(super) fn text(text: &str, span: Span, via: Option<Span>) -> Node {
    let value = Value::Scalar(Scalar {
        text: text.into(),
        plain: false,
    });
    Node {
        span,
        tag: None,
        value,
        via,
    }
}

/// The text of a node with its variables, where they are known, else as it is written.
pub(super) fn known_text(node: &Node, scope: &Scope) -> Option<Arc<str>> {
    let scalar = node.scalar()?;
    if !scalar.text.contains('$') {
        return Some(Arc::clone(&scalar.text));
    }
    let known = Field::new(node, scope).text();
    Some(
        known
            .value()
            .map_or_else(|| Arc::clone(&scalar.text), |text| text.as_str().into()),
    )
}

/// Keys with their values; `None` where that is not told before variables are known.
pub(super) fn pairs(node: &Node, scope: &Scope) -> Option<Vec<Entry>> {
    match &node.value {
        Value::Mapping(entries) => entries
            .iter()
            .map(|entry| {
                let is_single = entry.value.scalar().is_some();
                is_single.then(|| Entry {
                    key: entry.key.clone(),
                    value: carried(node, &entry.value),
                })
            })
            .collect(),
        Value::Sequence(items) => items
            .iter()
            .map(|item| pair(&carried(node, item), scope))
            .collect(),
        Value::Scalar(_) => pair(node, scope).map(|entry| vec![entry]),
        Value::Unreadable => None,
    }
}

/// Reads `KEY=value` or `KEY`.
fn pair(item: &Node, scope: &Scope) -> Option<Entry> {
    let scalar = item.scalar()?;
    // What is no text is refused, and the refusal names the list it stands in.
    if item.as_bool().is_some() || item.as_float().is_some() || item.is_null() {
        return None;
    }
    let (key, value) = match scalar.text.split_once('=') {
        Some((key, value)) => (key, text(value, item.span, item.via)),
        None => (&*scalar.text, null(item)),
    };
    let key = if key.contains('$') {
        let key = text(key, item.span, None);
        let known = Field::new(&key, scope).text();
        known.value()?.as_str().into()
    } else {
        key.into()
    };
    let key = Spanned::new(key, item.span);
    Some(Entry { key, value })
}

/// Nothing, at the place of a node.
fn null(node: &Node) -> Node {
    Node {
        span: node.span,
        via: node.via,
        ..Node::null()
    }
}

/// The items of a list, of a single value or of a mapping as `KEY=value`.
pub(super) fn items(node: &Node) -> Vec<Node> {
    match &node.value {
        Value::Sequence(items) => items.iter().map(|item| carried(node, item)).collect(),
        Value::Mapping(entries) => entries
            .iter()
            .flat_map(|entry| assignments(entry, entry.value.via.or(node.via)))
            .collect(),
        Value::Scalar(_) if node.is_null() => Vec::new(),
        Value::Scalar(_) | Value::Unreadable => vec![node.clone()],
    }
}

/// An entry as `KEY=value`, or several where the value is a list.
fn assignments(entry: &Entry, via: Option<Span>) -> Vec<Node> {
    // A key is not filled in; in a list it would be.
    let key = entry.key.value.replace('$', "$$");
    let span = entry.key.span.to(entry.value.span);
    let span = if entry.value.via.is_some() {
        entry.key.span
    } else {
        span
    };
    let assign = |value: &Node| match value.as_str() {
        Some(value) => text(&format!("{key}={value}"), span, via),
        None if value.is_null() => text(&key, span, via),
        // Something that is no single value stays what it is, for its reader to refuse.
        None => value.clone(),
    };
    match &entry.value.value {
        Value::Sequence(values) => values.iter().map(assign).collect(),
        Value::Mapping(_) | Value::Scalar(_) | Value::Unreadable => vec![assign(&entry.value)],
    }
}

/// The mapping that a list of names stands for, with `below` each of them; `None` for
/// anything else than a mapping, a list of texts or null.
pub(super) fn named(node: &Node, scope: &Scope, below: fn(&Node) -> Node) -> Option<Node> {
    let entries = match &node.value {
        Value::Mapping(_) => return Some(node.clone()),
        Value::Sequence(items) => {
            let mut entries = Vec::new();
            let mut seen = BTreeSet::new();
            for item in items.iter() {
                let item = carried(node, item);
                let key = known_text(&item, scope)?;
                if seen.insert(Arc::clone(&key)) {
                    entries.push(Entry {
                        key: Spanned::new(key, item.span),
                        value: below(&item),
                    });
                }
            }
            entries
        }
        Value::Scalar(_) if node.is_null() => Vec::new(),
        Value::Scalar(_) | Value::Unreadable => return None,
    };
    Some(in_place_of(node, Value::Mapping(entries.into())))
}

/// What stands below a name in a list: nothing.
pub(super) fn nothing_below(item: &Node) -> Node {
    null(item)
}

/// What stands below a service that another depends on, where only its name is stated.
pub(super) fn started(item: &Node) -> Node {
    let entry = |key: &str, value: Node| Entry {
        key: Spanned::new(key.into(), item.span),
        value,
    };
    let required = Scalar {
        text: "true".into(),
        plain: true,
    };
    let entries = vec![
        entry("condition", text("service_started", item.span, item.via)),
        entry("required", in_place_of(item, Value::Scalar(required))),
    ];
    in_place_of(item, Value::Mapping(entries.into()))
}

/// The mapping that a build's context stands for; `None` where that is no single value.
pub(super) fn build(node: &Node) -> Option<Node> {
    match &node.value {
        Value::Mapping(_) => Some(node.clone()),
        Value::Scalar(_) => {
            let key = Spanned::new("context".into(), node.span);
            let entry = Entry {
                key,
                value: node.clone(),
            };
            Some(in_place_of(node, Value::Mapping([entry].into())))
        }
        Value::Sequence(_) | Value::Unreadable => None,
    }
}
