//! How large and how deep a tree is once its aliases are expanded.

use super::{MAX_BROUGHT, MAX_DEPTH};

/// The expanded extent of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Extent {
    /// Nodes, this one included. Long texts count for more, because whoever walks the tree
    /// reads them again wherever an alias repeats them.
    pub(super) nodes: usize,
    /// Levels of collections; 0 for a scalar.
    pub(super) height: usize,
}

impl Extent {
    pub(super) fn of_scalar(text: &str) -> Self {
        const BYTES_PER_NODE: usize = 64;
        Self {
            nodes: 1 + text.len() / BYTES_PER_NODE,
            height: 0,
        }
    }

    pub(super) const fn of_empty_collection() -> Self {
        Self {
            nodes: 1,
            height: 1,
        }
    }

    /// Counts a child in.
    pub(super) fn hold(&mut self, child: Self) {
        self.nodes = self.nodes.saturating_add(child.nodes);
        self.height = self.height.max(child.height.saturating_add(1));
    }
}

/// Why an alias is not expanded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It would bring more nodes than the text may have.
    TooMany,
    /// It would nest deeper than the tree may.
    TooDeep,
}

/// What aliases and merge keys have brought so far.
#[derive(Debug, Default)]
pub(super) struct Accounts {
    brought: usize,
}

impl Accounts {
    /// Books `extent` below `depth` open collections, or refuses and books nothing.
    pub(super) fn bring(&mut self, extent: Extent, depth: usize) -> Result<(), Refusal> {
        if depth.saturating_add(extent.height) > MAX_DEPTH {
            return Err(Refusal::TooDeep);
        }
        let brought = self.brought.saturating_add(extent.nodes);
        if brought > MAX_BROUGHT {
            return Err(Refusal::TooMany);
        }
        self.brought = brought;
        Ok(())
    }
}
