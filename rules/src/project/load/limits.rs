//! How much one project may grow while its files are taken in.

use crate::model::yaml::{MAX_BROUGHT, Node, Value};

/// How deep `include`s may nest.
pub(super) const MAX_INCLUDES: usize = 32;

/// What may still be taken in.
///
/// A file may hold what it is long enough for. What files bring again and again, through
/// `extends`, `include` and merging, is capped at the number that Compose gives up at.
#[derive(Debug)]
pub(super) struct Limits {
    left: usize,
    exhausted: bool,
}

impl Limits {
    pub(super) const fn new() -> Self {
        Self {
            left: MAX_BROUGHT,
            exhausted: false,
        }
    }

    /// Makes room for a file of this many bytes, which holds fewer values.
    pub(super) const fn grant(&mut self, bytes: usize) {
        self.left = self.left.saturating_add(bytes);
    }

    /// Books so many values, or refuses from here on.
    pub(super) const fn spend(&mut self, values: usize) -> bool {
        if self.exhausted || values > self.left {
            self.exhausted = true;
        } else {
            self.left -= values;
        }
        !self.exhausted
    }

    /// Books every value of a tree.
    pub(super) fn spend_tree(&mut self, node: &Node) -> bool {
        self.spend(1)
            && match &node.value {
                Value::Sequence(items) => items.iter().all(|item| self.spend_tree(item)),
                Value::Mapping(entries) => entries.iter().all(|it| self.spend_tree(&it.value)),
                Value::Scalar(_) | Value::Unreadable => true,
            }
    }

    /// Whether something was refused.
    pub(super) const fn is_exhausted(&self) -> bool {
        self.exhausted
    }
}

#[cfg(test)]
mod tests {
    use super::Limits;
    use crate::model::yaml::{MAX_BROUGHT, parse};

    #[test]
    fn what_is_refused_once_stays_refused() {
        let mut limits = Limits::new();
        limits.grant(10);
        assert!(limits.spend(MAX_BROUGHT));
        assert!(limits.spend_tree(&parse("a: [1, {b: 2}]").documents[0]));
        assert!(!limits.spend(6));
        assert!(limits.is_exhausted() && !limits.spend(1));
    }
}
