//! Compose projects: the files that belong together, and what Compose makes of them.
//!
//! The way goes from artifacts to [`Group`]s (which files, in which order), and from a group to
//! a [`Project`] (one merged model). A file that no other belongs to is a project by itself.

mod canonical;
mod group;
mod load;

use std::sync::Arc;

use crate::artifact::{Artifact, Problem};
use crate::executor::{self, Executor};
use crate::finding::Evidence;
use crate::model::Model;
use crate::model::compose::{Compose, File};
use crate::policy::Policy;
use crate::span::Span;

pub use canonical::canonical;
pub use group::Group;

/// One merged model and the files it comes from.
#[derive(Clone, Debug)]
pub struct Project {
    /// What people know it by: the name of its first file, with those merged over it.
    pub name: Arc<str>,
    /// The compose files that are merged, in order; not those they extend or include.
    pub files: Vec<usize>,
    /// Every artifact that was read for it, the first file first.
    pub artifacts: Vec<usize>,
    /// What the files come to; spans are addresses in its scope's sources.
    pub compose: Compose,
    /// Who brings it up.
    pub deployer: Deployer,
    /// Files it needs that were not given.
    pub missing: Vec<Missing>,
    /// What Compose refuses or what could not be settled, by artifact.
    pub problems: Vec<(usize, Problem)>,
}

/// Who brings a project up, which decides the keys that have an effect.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Deployer {
    /// `docker compose up`.
    #[default]
    Compose,
    /// `docker stack deploy`.
    Stack,
}

/// A file that a project needs and that was not given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// The path, seen from the folder of the artifacts.
    pub path: String,
    /// What it is needed for.
    pub role: Role,
    /// The place that names it.
    pub named: Evidence,
}

/// What a file is needed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Services, networks and the rest are taken over from it.
    Include,
    /// A service builds on one of its services.
    Extends,
    /// It holds environment variables of a service.
    EnvFile,
    /// It holds labels of a service.
    LabelFile,
}

/// The projects among the artifacts, each with its merged model, in the artifacts' order.
pub fn projects(executor: &dyn Executor, artifacts: &[Artifact], policy: &Policy) -> Vec<Project> {
    let groups = group::groups(artifacts, &policy.settings);
    let load = |at| {
        groups
            .get(at)
            .map(|group: &Group| load::load(artifacts, group))
    };
    let loaded = executor::map(executor, groups.len(), load);
    loaded.into_iter().flatten().collect()
}

impl Project {
    /// The project of these files. Never fails: what cannot be taken in is a problem.
    pub fn load(artifacts: &[Artifact], group: &Group) -> Self {
        load::load(artifacts, group)
    }

    /// A place of the model as evidence.
    pub fn at(&self, span: Span) -> Evidence {
        let (artifact, span) = self.compose.scope.sources.locate(span);
        Evidence::at(artifact, span)
    }
}

/// The compose file that an artifact is.
pub(crate) fn file(artifact: &Artifact) -> Option<&File> {
    match &*artifact.model {
        Model::Compose(file) => Some(file),
        Model::Dockerfile(_)
        | Model::Dockerignore(_)
        | Model::Inspect(_)
        | Model::Bench(_)
        | Model::Policy
        | Model::Hadolint(_)
        | Model::None => None,
    }
}
