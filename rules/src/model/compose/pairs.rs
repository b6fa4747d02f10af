//! Keys with values that may be written as a mapping or as a list of `KEY=value`.

use std::collections::BTreeMap;

use super::field::{Field, wrong};
use super::setting::Setting;
use super::typing::{Typed, typed};
use crate::model::yaml::{Entry, Node, Value};
use crate::span::Spanned;

/// A key with its value, as in `environment` or `labels`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The key; in a list its place is the whole item.
    pub key: Spanned<String>,
    /// The value; `Absent` where only the key stands, which takes a variable's value from
    /// whoever deploys and makes a label empty.
    pub value: Setting<String>,
}

impl Field<'_> {
    /// Reads keys with values from either form. Of a key that stands twice, the last counts.
    pub fn pairs(&self) -> Vec<Setting<Pair>> {
        let Some(node) = self.node() else {
            return Vec::new();
        };
        match &node.value {
            Value::Mapping(entries) => entries
                .iter()
                .filter(|entry| !entry.value.is_tagged("!reset"))
                .map(|entry| Setting::set(from_entry(self, entry), entry.key.span))
                .collect(),
            Value::Sequence(items) => last_of_each(items.iter().map(|item| from_item(self, item))),
            Value::Scalar(_) | Value::Unreadable => vec![wrong(node, "a mapping or a list")],
        }
    }
}

fn from_entry(field: &Field<'_>, entry: &Entry) -> Pair {
    let key = Spanned::new(entry.key.value.to_string(), entry.key.span);
    let (node, span) = (&entry.value, entry.value.span);
    let value = match typed(node) {
        None => wrong(node, "a single value"),
        Some(Typed::Null) => Setting::Absent,
        Some(Typed::Text(text)) => field.reduce(text, span, |text| Ok(text.to_owned())),
        Some(Typed::Bool(value)) => Setting::set(value.to_string(), span),
        Some(Typed::Int(value)) => Setting::set(value.to_string(), span),
        Some(Typed::Float(value)) => Setting::set(decimal(value, node), span),
        Some(Typed::Time) => Setting::malformed(
            span,
            "Compose refuses a bare date here; quotes make it text",
        ),
    };
    Pair { key, value }
}

fn decimal(value: f64, node: &Node) -> String {
    // A whole number too long for an integer keeps its digits.
    if let Some(text) = node.as_str()
        && !text.starts_with('0')
        && text.bytes().all(|byte| byte.is_ascii_digit())
    {
        return text.to_owned();
    }
    if value.is_infinite() {
        return if value > 0.0 { "+Inf" } else { "-Inf" }.to_owned();
    }
    value.to_string()
}

fn from_item(field: &Field<'_>, item: &Node) -> Setting<Pair> {
    let span = item.span;
    let Some(Typed::Text(text)) = typed(item) else {
        return wrong(item, "text such as `KEY=value`");
    };
    // A key without variables is known even where its value is not.
    if let Some((key, value)) = text.split_once('=').filter(|(key, _)| !key.contains('$')) {
        let value = field.reduce(value, span, |value| Ok(value.to_owned()));
        return Setting::set(
            Pair {
                key: Spanned::new(key.to_owned(), span),
                value,
            },
            span,
        );
    }
    field.reduce(text, span, |text| {
        let (key, value) = match text.split_once('=') {
            Some((key, value)) => (key, Setting::set(value.to_owned(), span)),
            None => (text, Setting::Absent),
        };
        Ok(Pair {
            key: Spanned::new(key.to_owned(), span),
            value,
        })
    })
}

fn last_of_each(pairs: impl Iterator<Item = Setting<Pair>>) -> Vec<Setting<Pair>> {
    let mut places = BTreeMap::new();
    let mut kept: Vec<Setting<Pair>> = Vec::new();
    for pair in pairs {
        let Some(key) = pair.value().map(|pair| pair.key.value.clone()) else {
            kept.push(pair);
            continue;
        };
        let place = *places.entry(key).or_insert(kept.len());
        match kept.get_mut(place) {
            Some(earlier) => *earlier = pair,
            None => kept.push(pair),
        }
    }
    kept
}
