//! Compose projects in the report: which files they are, and what could not be seen of them.

use std::sync::Arc;

use crate::project::{Deployer, Role};

/// A compose project in the report.
#[derive(Clone, Debug)]
pub struct Projected {
    /// Its first file, with those merged over it.
    pub name: Arc<str>,
    /// The names of the compose files that are merged, in order.
    pub files: Vec<Arc<str>>,
    /// The names of the files that its variables have their values from.
    pub env_files: Vec<Arc<str>>,
    /// Further compose files beside its first one.
    pub beside: Vec<Arc<str>>,
    /// Who brings it up.
    pub deployer: Deployer,
    /// Files that it names and that were not given, each with what it is named for.
    pub missing: Vec<(String, Role)>,
    /// Variables that have neither a value nor a default, by name.
    pub variables: Vec<String>,
    /// Images of which neither the Dockerfile nor what `docker inspect` prints was given.
    pub images: Vec<String>,
    /// The ids of controls that stay open on something of the project.
    pub undecided: Vec<&'static str>,
}
