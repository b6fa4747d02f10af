//! Copying what is included into the document that includes it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::extends::with_entry;
use super::limits::Limits;
use super::loader::{Loaded, Loader};
use super::reset::is_nothing;
use crate::model::yaml::{Entry, Node, Value, quote};
use crate::sorted::Sorted;

/// What can be included, by its top-level key.
const SECTIONS: [&str; 6] = [
    "services", "volumes", "networks", "secrets", "configs", "models",
];

impl Loader<'_> {
    /// Copies what was included in; what the document declares already must be the same.
    pub(super) fn import(&mut self, loaded: &mut Loaded, included: Loaded) {
        loaded.torn.extend(included.torn);
        if let Some(held) = included.lost {
            loaded.lose(held);
        }
        let (Some(root), Some(from)) = (&mut loaded.root, included.root) else {
            return;
        };
        for section in SECTIONS {
            if let Some(new) = from.entry(section).filter(|it| it.value.is_mapping()) {
                *root = self.with_section(root, new);
            }
        }
    }

    fn with_section(&mut self, root: &Node, new: &Entry) -> Node {
        let section = &*new.key.value;
        let Some(old) = root.get(section).filter(|it| !is_nothing(it)) else {
            let own = root.entries().iter();
            let own = own.filter(|it| *it.key.value != *section).cloned();
            let new = if root.get(section).is_some() {
                overriding(new)
            } else {
                new.clone()
            };
            return Node {
                value: Value::Mapping(own.chain([new]).collect()),
                ..root.clone()
            };
        };
        let mut entries = old.entries().to_vec();
        if !self.limits.spend(entries.len() + new.value.entries().len()) {
            return root.clone();
        }
        let places = entries.iter().enumerate();
        let places = places.map(|(at, it)| (Arc::clone(&it.key.value), at));
        let places: BTreeMap<Arc<str>, usize> = places.into_map();
        for entry in new.value.entries() {
            let slot = places.get(&entry.key.value);
            match slot.and_then(|at| entries.get_mut(*at)) {
                None => entries.push(entry.clone()),
                Some(slot) if is_nothing(&slot.value) => *slot = overriding(entry),
                Some(slot) if are_same(&slot.value, &entry.value, &mut self.limits) => {}
                Some(slot) => {
                    let name = quote(&entry.key.value);
                    let message = format!(
                        "{name} is declared here and differs in a file that is included, which \
                         Compose refuses"
                    );
                    self.problem(slot.key.span, message);
                }
            }
        }
        let value = Value::Mapping(entries.into());
        let holder = Node {
            value,
            ..old.clone()
        };
        with_entry(root, section, &holder)
    }
}

/// An entry where the document takes away what earlier ones declare, and not what is included.
fn overriding(entry: &Entry) -> Entry {
    let value = Node {
        tag: Some("!override".into()),
        ..entry.value.clone()
    };
    let key = entry.key.clone();
    Entry { key, value }
}

/// Whether two values are written alike, in whatever order their keys stand.
fn are_same(a: &Node, b: &Node, limits: &mut Limits) -> bool {
    match (&a.value, &b.value) {
        (Value::Mapping(left), Value::Mapping(right)) if left.is_same(right) => true,
        (Value::Sequence(left), Value::Sequence(right)) if Arc::ptr_eq(left, right) => true,
        (Value::Mapping(left), Value::Mapping(right)) => {
            let others: BTreeMap<&str, &Node> = right
                .iter()
                .map(|entry| (&*entry.key.value, &entry.value))
                .into_map();
            left.len() == right.len()
                && limits.spend(left.len())
                && left.iter().all(|entry| {
                    let other = others.get(&*entry.key.value);
                    other.is_some_and(|other| are_same(&entry.value, other, limits))
                })
        }
        (Value::Sequence(left), Value::Sequence(right)) => {
            let mut pairs = left.iter().zip(right.iter());
            left.len() == right.len()
                && limits.spend(left.len())
                && pairs.all(|(a, b)| are_same(a, b, limits))
        }
        (Value::Scalar(left), Value::Scalar(right)) => {
            left == right || (a.is_null() && b.is_null())
        }
        (Value::Mapping(_) | Value::Sequence(_) | Value::Scalar(_) | Value::Unreadable, _) => false,
    }
}
