//! Entries of a list that stand for the same thing: the last counts, where the first stood.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::ports;
use super::shape::in_place_of;
use crate::model::compose::{Field, Form, Scope};
use crate::model::yaml::{Entry, Node, Scalar, Value};

/// What tells the entries of a list apart.
#[derive(Clone, Copy)]
enum Index {
    /// The text before `=`.
    Key,
    /// The whole text.
    Text,
    /// Where a volume is mounted.
    Volume,
    /// Where a device appears.
    Device,
    /// Host, published port, target and protocol.
    Port,
    /// The path of a file.
    EnvFile,
    /// Where a file is mounted; the folder where only a name is stated.
    Mount(&'static str),
}

/// The list at a path of keys below a service.
///
/// Keys with values, such as `environment`, are told apart where they are read.
fn index_of(path: &[&str]) -> Option<Index> {
    let index = match path {
        ["volumes"] => Index::Volume,
        ["ports"] => Index::Port,
        ["devices"] => Index::Device,
        ["env_file"] => Index::EnvFile,
        ["secrets"] => Index::Mount("/run/secrets"),
        ["configs"] => Index::Mount(""),
        ["expose"] => Index::Text,
        [
            "cap_add" | "cap_drop" | "dns" | "dns_opt" | "dns_search" | "links" | "profiles"
            | "tmpfs",
        ]
        | ["build", "tags"]
        | ["networks", _, "aliases" | "link_local_ips"] => Index::Key,
        _ => return None,
    };
    Some(index)
}

/// A document without repeated entries, `None` where it has none.
pub(super) fn document(root: &Node, form: Form, scope: &Scope) -> Option<Node> {
    match form {
        Form::Current => {
            let at = root
                .entries()
                .iter()
                .position(|entry| &*entry.key.value == "services")?;
            let services = services(&root.entries().get(at)?.value, scope)?;
            Some(with(root, vec![(at, services)]))
        }
        Form::V1 => services(root, scope),
        Form::Fragment => None,
    }
}

fn services(holder: &Node, scope: &Scope) -> Option<Node> {
    let mut path = Vec::new();
    let changed = holder.entries().iter().enumerate().filter_map(|(at, it)| {
        let service = mapping(&it.value, &mut path, scope)?;
        Some((at, service))
    });
    let changed: Vec<(usize, Node)> = changed.collect();
    (!changed.is_empty()).then(|| with(holder, changed))
}

/// How many keys lead to the deepest list.
const DEEPEST: usize = 3;

fn mapping<'n>(node: &'n Node, path: &mut Vec<&'n str>, scope: &Scope) -> Option<Node> {
    if path.len() >= DEEPEST {
        return None;
    }
    let mut changed = Vec::new();
    for (at, entry) in node.entries().iter().enumerate() {
        path.push(&entry.key.value);
        let value = match &entry.value.value {
            Value::Sequence(items) if items.len() > 1 => {
                index_of(path).and_then(|index| list(&entry.value, items, index, scope))
            }
            Value::Mapping(_) if leads_to_list(path) => mapping(&entry.value, path, scope),
            Value::Sequence(_) | Value::Mapping(_) | Value::Scalar(_) | Value::Unreadable => None,
        };
        path.pop();
        changed.extend(value.map(|value| (at, value)));
    }
    (!changed.is_empty()).then(|| with(node, changed))
}

fn leads_to_list(path: &[&str]) -> bool {
    matches!(path, ["build" | "networks"] | ["networks", _])
}

/// A mapping with other values at some places.
fn with(node: &Node, changed: Vec<(usize, Node)>) -> Node {
    let mut entries = node.entries().to_vec();
    for (at, value) in changed {
        if let Some(entry) = entries.get_mut(at) {
            *entry = Entry {
                key: entry.key.clone(),
                value,
            };
        }
    }
    Node {
        value: Value::Mapping(entries.into()),
        ..node.clone()
    }
}

fn list(node: &Node, items: &[Node], index: Index, scope: &Scope) -> Option<Node> {
    let kept = match index {
        Index::Port => ports::unique(items, scope)?,
        Index::Key
        | Index::Text
        | Index::Volume
        | Index::Device
        | Index::EnvFile
        | Index::Mount(_) => {
            let keys = items.iter().map(|item| key(item, index, scope));
            last_of_each(items, keys)?
        }
    };
    Some(Node {
        tag: node.tag.clone(),
        ..in_place_of(node, Value::Sequence(kept.into()))
    })
}

/// The items without those that a later one stands for; `None` where there are none.
/// What has no key stands for itself.
fn last_of_each<'n>(
    items: &'n [Node],
    keys: impl Iterator<Item = Option<Cow<'n, str>>>,
) -> Option<Vec<Node>> {
    let mut kept: Vec<&Node> = Vec::with_capacity(items.len());
    let mut places: BTreeMap<Cow<'n, str>, usize> = BTreeMap::new();
    for (item, key) in items.iter().zip(keys) {
        let place = key.map_or(kept.len(), |key| *places.entry(key).or_insert(kept.len()));
        match kept.get_mut(place) {
            Some(earlier) => *earlier = item,
            None => kept.push(item),
        }
    }
    (kept.len() < items.len()).then(|| kept.into_iter().cloned().collect())
}

fn key<'n>(item: &'n Node, index: Index, scope: &Scope) -> Option<Cow<'n, str>> {
    match index {
        Index::Key => text(item, scope).map(|text| match text {
            Cow::Borrowed(text) => Cow::Borrowed(before_equals(text)),
            Cow::Owned(text) => Cow::Owned(before_equals(&text).to_owned()),
        }),
        Index::Text => text(item, scope),
        Index::Volume => volume(item, scope),
        Index::Device => device(item, scope),
        Index::EnvFile => text(item, scope).or_else(|| text(item.get("path")?, scope)),
        Index::Mount(folder) => {
            if let Some(target) = item.get("target") {
                return text(target, scope);
            }
            let name = text(item.get("source").unwrap_or(item), scope)?;
            Some(Cow::Owned(format!("{folder}/{name}")))
        }
        // One entry may be several ports: those are told apart one by one.
        Index::Port => None,
    }
}

fn before_equals(text: &str) -> &str {
    text.split_once('=').map_or(text, |(key, _)| key)
}

/// The text of a single value, with its variables where they are known.
fn text<'n>(node: &'n Node, scope: &Scope) -> Option<Cow<'n, str>> {
    let scalar = node.scalar()?;
    if scalar.text.contains('$')
        && let Some(known) = Field::new(node, scope).text().value()
    {
        return Some(Cow::Owned(known.clone()));
    }
    Some(Cow::Borrowed(&scalar.text))
}

fn volume<'n>(item: &'n Node, scope: &Scope) -> Option<Cow<'n, str>> {
    if item.is_mapping() {
        return text(item.get("target")?, scope);
    }
    let item = legible(item, scope)?;
    let volume = Field::new(&item, scope).volume();
    volume.value().map(|it| Cow::Owned(clean(&it.target)))
}

fn device<'n>(item: &'n Node, scope: &Scope) -> Option<Cow<'n, str>> {
    if item.is_mapping() {
        return text(item.get("target")?, scope);
    }
    let item = legible(item, scope)?;
    let device = Field::new(&item, scope).device();
    device.value().map(|it| Cow::Owned(it.target.clone()))
}

/// A single value that can be taken apart: variables that have no value are letters in it, the
/// same for the same variable.
fn legible<'n>(item: &'n Node, scope: &Scope) -> Option<Cow<'n, Node>> {
    let scalar = item.scalar()?;
    if !scalar.text.contains('$') || Field::new(item, scope).text().value().is_some() {
        return Some(Cow::Borrowed(item));
    }
    let value = Value::Scalar(Scalar {
        text: lettered(&scalar.text).into(),
        plain: false,
    });
    Some(Cow::Owned(in_place_of(item, value)))
}

/// A text in which what stands between the braces of a variable separates nothing.
fn lettered(text: &str) -> String {
    let mut depth = 0_usize;
    let mut dollar = false;
    let letter = |c: char| {
        let opens = c == '{' && (dollar || depth > 0);
        let in_braces = depth > 0;
        dollar = c == '$';
        if opens {
            depth += 1;
        } else if c == '}' {
            depth = depth.saturating_sub(1);
        }
        match c {
            '$' => '\u{1}',
            ':' if in_braces => '\u{2}',
            c => c,
        }
    };
    text.chars().map(letter).collect()
}

/// A path without `.`, `..` and repeated slashes.
fn clean(path: &str) -> String {
    let root = if path.starts_with('/') { "/" } else { "" };
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            ".." if !root.is_empty() => {}
            part => parts.push(part),
        }
    }
    match (root, parts.join("/")) {
        ("", path) if path.is_empty() => ".".to_owned(),
        (root, path) => format!("{root}{path}"),
    }
}
