//! Entries of a list that stand for the same thing: the last counts, where the first stood.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::key::{Index, key};
use super::ports;
use super::shape::in_place_of;
use crate::model::compose::clean;
use crate::model::compose::{Form, Scope};
use crate::model::yaml::{Entry, Node, Value};

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
        // Of a command, every word counts.
        Form::Fragment | Form::Run => None,
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
        Index::Volume => volumes(items, scope)?,
        Index::Key | Index::Text | Index::Device | Index::EnvFile | Index::Mount(_) => {
            let keys = items.iter().map(|item| key(item, index, scope));
            last_of_each(items, keys)?
        }
    };
    Some(Node {
        tag: node.tag.clone(),
        ..in_place_of(node, Value::Sequence(kept.into()))
    })
}

/// Volumes by their target: as it is written, and then whatever way it is written.
fn volumes(items: &[Node], scope: &Scope) -> Option<Vec<Node>> {
    let keys = items.iter().map(|item| key(item, Index::Volume, scope));
    let kept = last_of_each(items, keys);
    let left = kept.as_deref().unwrap_or(items);
    let keys = left.iter().map(|item| {
        let key = key(item, Index::Volume, scope);
        // Only the short form is tidied up.
        key.map(|key| {
            if item.is_mapping() {
                key
            } else {
                Cow::Owned(clean(&key))
            }
        })
    });
    last_of_each(left, keys).or(kept)
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
