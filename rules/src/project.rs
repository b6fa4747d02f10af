//! Compose projects: the files that belong together, and what Compose makes of them.
//!
//! The way goes from artifacts to [`Group`]s (which files, in which order), and from a group to
//! a [`Project`] (one merged model). A file that no other belongs to is a project by itself.

mod canonical;
mod group;
mod load;
mod named_files;
pub(crate) mod path;
mod stack;

use std::collections::BTreeSet;
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
pub(crate) use group::variables_in;
pub use stack::{StackEffect, stack_effect};

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
    /// The names of all artifacts, those of other projects too.
    pub(crate) given: Arc<BTreeSet<Arc<str>>>,
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

impl Deployer {
    /// The name in policy files and exports.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Compose => "compose",
            Self::Stack => "stack",
        }
    }

    /// The deployer of this name.
    pub fn from_word(word: &str) -> Option<Self> {
        let mut all = [Self::Compose, Self::Stack].into_iter();
        all.find(|deployer| deployer.word() == word)
    }
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
    /// Whether Compose refuses the project without it.
    pub is_required: bool,
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

impl Role {
    /// The name in exports.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Include => "include",
            Self::Extends => "extends",
            Self::EnvFile => "env_file",
            Self::LabelFile => "label_file",
        }
    }
}

/// The projects among the artifacts, each with its merged model, by the names of their files.
pub fn projects(executor: &dyn Executor, artifacts: &[Artifact], policy: &Policy) -> Vec<Project> {
    projects_and_notes(executor, artifacts, policy).0
}

/// The same with what is worth knowing of files that are in no project.
pub(crate) fn projects_and_notes(
    executor: &dyn Executor,
    artifacts: &[Artifact],
    policy: &Policy,
) -> (Vec<Project>, Vec<(usize, Problem)>) {
    let (groups, notes) = group::groups(artifacts, &policy.settings);
    let names = named_files::names(artifacts);
    let load = |at| {
        groups
            .get(at)
            .map(|it| Project::named(artifacts, it, Arc::clone(&names)))
    };
    let loaded = executor::map(executor, groups.len(), load);
    (loaded.into_iter().flatten().collect(), notes)
}

impl Project {
    /// The project of these files. Never fails: what cannot be taken in is a problem.
    pub fn load(artifacts: &[Artifact], group: &Group) -> Self {
        Self::named(artifacts, group, named_files::names(artifacts))
    }

    fn named(artifacts: &[Artifact], group: &Group, given: Arc<BTreeSet<Arc<str>>>) -> Self {
        let mut project = load::load(artifacts, group);
        project.name = group.name(artifacts);
        project.problems.extend(group.notes.iter().cloned());
        for file in group.files.iter().chain(&group.env_files) {
            if !project.artifacts.contains(file) {
                project.artifacts.push(*file);
            }
        }
        project.given = given;
        let missing = named_files::missing(&project);
        project.missing.extend(missing);
        project
    }

    /// The folder that a path written at a place of the model is seen from: the first file's
    /// for what is merged, the file's own for what is extended or included.
    pub fn folder_at(&self, span: Span) -> &str {
        let source = self.compose.scope.sources.at(span);
        source.map_or("", |source| &*source.origin.folder)
    }

    /// A place of the model as evidence.
    pub fn at(&self, span: Span) -> Evidence {
        let (artifact, span) = self.compose.scope.sources.locate(span);
        Evidence::at(artifact, span)
    }
}

/// The compose file that an artifact is.
pub(crate) fn file(artifact: &Artifact) -> Option<&File> {
    if let Model::Compose(file) = &*artifact.model {
        Some(file)
    } else {
        None
    }
}
