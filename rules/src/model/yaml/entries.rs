//! The keys of a mapping with their values, which may be as many as the text has lines.

use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use super::Entry;
use crate::sorted;

/// How many entries are looked through one by one.
const FEW: usize = 24;

/// Keys with values, in their order and shared by all copies.
#[derive(Clone)]
pub struct Entries(Arc<Listed>);

struct Listed {
    entries: Vec<Entry>,
    /// The entries' positions in the order of their keys, made when many are searched.
    by_key: OnceLock<Box<[usize]>>,
}

impl Entries {
    /// The first entry of this key, in logarithmic time.
    pub fn find(&self, key: &str) -> Option<&Entry> {
        let Listed { entries, by_key } = &*self.0;
        if entries.len() <= FEW {
            return entries.iter().find(|entry| *entry.key.value == *key);
        }
        let key_at = |at: usize| entries.get(at).map_or("", |entry| &*entry.key.value);
        let by_key = by_key.get_or_init(|| {
            // Of equal keys the first stays first.
            sorted::order(entries.len(), &|a, b| key_at(a).cmp(key_at(b))).into()
        });
        let at = by_key.partition_point(|at| key_at(*at) < key);
        let entry = entries.get(*by_key.get(at)?)?;
        (*entry.key.value == *key).then_some(entry)
    }

    /// Whether both are copies of one list.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Deref for Entries {
    type Target = [Entry];

    fn deref(&self) -> &[Entry] {
        &self.0.entries
    }
}

impl fmt::Debug for Entries {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.entries.fmt(formatter)
    }
}

impl From<Vec<Entry>> for Entries {
    fn from(entries: Vec<Entry>) -> Self {
        Self(Arc::new(Listed {
            entries,
            by_key: OnceLock::new(),
        }))
    }
}

impl<const COUNT: usize> From<[Entry; COUNT]> for Entries {
    fn from(entries: [Entry; COUNT]) -> Self {
        Vec::from(entries).into()
    }
}

impl FromIterator<Entry> for Entries {
    fn from_iter<I: IntoIterator<Item = Entry>>(entries: I) -> Self {
        Vec::from_iter(entries).into()
    }
}

#[cfg(test)]
mod tests {
    use super::{Entries, FEW};
    use crate::model::yaml::{Entry, Node};
    use crate::span::{Span, Spanned};

    fn entries(count: usize) -> Entries {
        let entry = |at: usize| Entry {
            // Each key stands twice, and in no order.
            key: Spanned::new(format!("k{}", at * 7 % count / 2).into(), Span::new(at, at)),
            value: Node::null(),
        };
        (0..count).map(entry).collect()
    }

    #[test]
    fn the_first_entry_of_a_key_is_found() {
        for count in [1, 2, FEW, FEW + 1, 10 * FEW] {
            let entries = entries(count);
            for number in 0..=count {
                let key = format!("k{number}");
                let first = entries.iter().find(|entry| *entry.key.value == *key);
                let place = |entry: &Entry| entry.key.span;
                assert_eq!(entries.find(&key).map(place), first.map(place));
            }
        }
    }
}
