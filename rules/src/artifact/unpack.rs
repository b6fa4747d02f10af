//! The parts of a bundle, each an artifact like any other.

use std::sync::Arc;

use super::{Artifact, Whole};
use crate::model::Model;

impl Artifact {
    /// The artifact and, where it is a bundle, its parts after it.
    pub fn with_parts(&self) -> impl Iterator<Item = &Self> {
        std::iter::once(self).chain(self.parts())
    }

    /// The same, each by itself.
    pub fn unpacked(self) -> Vec<Self> {
        let parts = self.parts().to_vec();
        std::iter::once(self).chain(parts).collect()
    }

    fn parts(&self) -> &[Self] {
        match &*self.model {
            Model::Bundle(bundle) => &bundle.parts,
            _ => &[],
        }
    }
}

impl Whole {
    /// The bundle that this artifact is.
    pub(super) fn of(artifact: &Artifact) -> Self {
        Self {
            name: Arc::clone(&artifact.name),
            sha256: Arc::clone(&artifact.sha256),
        }
    }
}
