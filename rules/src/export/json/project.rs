//! The compose projects of the document.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::report::Projected;

/// A compose project: which files it is, and what could not be seen of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Project {
    /// Its first file, with those merged over it.
    pub name: String,
    /// The compose files that are merged, in order.
    pub files: Vec<String>,
    /// The files that its variables have their values from.
    pub env_files: Vec<String>,
    /// `compose` or `stack`.
    pub deployer: String,
    /// Files that it names and that were not given.
    pub missing: Vec<Missing>,
    /// Variables that have neither a value nor a default.
    pub variables: Vec<String>,
    /// Images of which neither the Dockerfile nor the inspection was given.
    pub images: Vec<String>,
    /// The ids of controls that stay open on something of the project.
    pub undecided: Vec<String>,
}

/// A file that was not given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missing {
    /// Its path, seen from where the other files are named from.
    pub path: String,
    /// What names it: `include`, `extends`, `env_file` or `label_file`.
    pub role: String,
}

/// One project as the document has it.
pub(super) fn convert(project: &Projected) -> Project {
    let names = |names: &[Arc<str>]| names.iter().map(ToString::to_string).collect();
    let missing = project.missing.iter();
    Project {
        name: project.name.to_string(),
        files: names(&project.files),
        env_files: names(&project.env_files),
        deployer: project.deployer.word().to_owned(),
        missing: missing
            .map(|(path, role)| Missing {
                path: path.clone(),
                role: role.word().to_owned(),
            })
            .collect(),
        variables: project.variables.clone(),
        images: project.images.clone(),
        undecided: project.undecided.iter().map(ToString::to_string).collect(),
    }
}
