//! What is sorted, in little code.
//!
//! The standard library compiles a sort of several kilobytes for every type that is sorted, and
//! for every type that is collected into a sorted map or set. A program that arrives in a
//! browser cannot carry a hundred of them: here there is one. Lists that may be very long have
//! a sort of their own all the same, which is faster.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// Collects entry by entry what `collect` would sort first.
pub trait Sorted: Iterator + Sized {
    /// The pairs by their keys; of equal keys the last value stays, as with `collect`.
    fn into_map<K: Ord, V>(self) -> BTreeMap<K, V>
    where
        Self: Iterator<Item = (K, V)>,
    {
        let mut map = BTreeMap::new();
        map.extend(self);
        map
    }

    /// The entries, each once.
    fn into_set(self) -> BTreeSet<Self::Item>
    where
        Self::Item: Ord,
    {
        let mut set = BTreeSet::new();
        set.extend(self);
        set
    }
}

impl<I: Iterator> Sorted for I {}

/// Puts a list in order as its own `sort_by` and `sort_by_key` do: what is equal keeps its order.
pub trait InOrder<T> {
    /// Orders by what `compare` says of two.
    fn order_by(&mut self, compare: impl Fn(&T, &T) -> Ordering);

    /// Orders by the key of each, which is made at every comparison.
    fn order_by_key<K: Ord>(&mut self, key: impl Fn(&T) -> K) {
        self.order_by(|a, b| key(a).cmp(&key(b)));
    }
}

impl<T> InOrder<T> for [T] {
    fn order_by(&mut self, compare: impl Fn(&T, &T) -> Ordering) {
        let swaps = swaps(self.len(), &|a, b| match (self.get(a), self.get(b)) {
            (Some(a), Some(b)) => compare(a, b),
            (None, _) | (_, None) => Ordering::Equal,
        });
        for (a, b) in swaps {
            self.swap(a, b);
        }
    }
}

/// The places of this many things in the order of what stands there.
pub(crate) fn order(len: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..len).collect();
    order.sort_by(|a, b| compare(*a, *b));
    order
}

/// The swaps that put this many things in order, less than one for each.
fn swaps(len: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<(usize, usize)> {
    if (1..len).all(|at| compare(at - 1, at).is_le()) {
        return Vec::new();
    }
    // Where each goes, once it is known which one comes to each place.
    let mut goals = vec![0; len];
    for (goal, at) in order(len, compare).into_iter().enumerate() {
        if let Some(place) = goals.get_mut(at) {
            *place = goal;
        }
    }
    let mut swaps = Vec::new();
    for at in 0..len {
        while let Some(goal) = goals.get(at).copied().filter(|goal| *goal != at) {
            swaps.push((at, goal));
            goals.swap(at, goal);
        }
    }
    swaps
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn of_equal_keys_the_last_value_stays() {
        let pairs = [("b", 1), ("a", 2), ("b", 3)];
        assert_eq!(pairs.into_iter().into_map(), BTreeMap::from(pairs));
        let names = ["b", "a", "b"];
        assert_eq!(names.into_iter().into_set(), BTreeSet::from(names));
    }

    proptest! {
        #[test]
        fn what_is_equal_keeps_its_order(keys in prop::collection::vec(0_u8..20, 0..200)) {
            let listed: Vec<(u8, usize)> = keys.into_iter().zip(0..).collect();
            let (mut ours, mut theirs) = (listed.clone(), listed);
            ours.order_by_key(|(key, _)| *key);
            theirs.sort_by_key(|(key, _)| *key);
            prop_assert_eq!(&ours, &theirs);
            prop_assert!(swaps(ours.len(), &|a, b| ours[a].cmp(&ours[b])).is_empty());
        }
    }
}
