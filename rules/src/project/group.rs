//! Which files make a project, and in which order.

use std::sync::Arc;

use super::{Deployer, file};
use crate::artifact::Artifact;
use crate::model::compose::Environment;
use crate::policy::Settings;

/// The files of one project in the order Compose merges them, and what they are filled in from.
#[derive(Clone, Debug)]
pub struct Group {
    /// The artifacts' indexes; never empty.
    pub files: Vec<usize>,
    /// The variables that are known.
    pub environment: Arc<Environment>,
    /// Who brings it up.
    pub deployer: Deployer,
}

impl Group {
    /// One file alone, with no variable known.
    pub fn alone(_artifacts: &[Artifact], file: usize) -> Self {
        Self {
            files: vec![file],
            environment: Arc::default(),
            deployer: Deployer::Compose,
        }
    }
}

/// Every compose file in at least one group, in the artifacts' order.
pub(super) fn groups(artifacts: &[Artifact], _settings: &Settings) -> Vec<Group> {
    let composes = (0..artifacts.len()).filter(|at| artifacts.get(*at).and_then(file).is_some());
    composes.map(|file| Group::alone(artifacts, file)).collect()
}
