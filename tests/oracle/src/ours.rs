//! What we make of the files.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use plimsoll_rules::Policy;
use plimsoll_rules::artifact::{Artifact, Effect, kind::Kind, read};
use plimsoll_rules::executor::InTurn;
use plimsoll_rules::model::Model;
use plimsoll_rules::model::compose::{Scope, Unset, schema};
use plimsoll_rules::policy::Composition;
use plimsoll_rules::project::{self, Deployer, Missing, Project};
use serde_json::Value;

use crate::docker::Config;

/// A folder with all its files.
pub struct Tree {
    /// The folder.
    pub root: PathBuf,
    artifacts: Vec<Artifact>,
}

impl Tree {
    /// Reads every file of a folder, small ones only and none of these names.
    pub fn read(folder: &Path, without: &[&str]) -> Result<Self> {
        let root = fs::canonicalize(folder)
            .with_context(|| format!("cannot find {}", folder.display()))?;
        let mut names = Vec::new();
        collect(&root, &root, &mut names)?;
        names.retain(|name| !without.contains(&name.as_str()));
        names.sort();
        let mut artifacts = Vec::new();
        for name in names {
            let path = root.join(&name);
            let bytes = fs::read(&path);
            let bytes = bytes.with_context(|| format!("cannot read {}", path.display()))?;
            artifacts.push(read(&name, &bytes));
        }
        Ok(Self { root, artifacts })
    }

    /// The same files as if they lay elsewhere.
    #[must_use]
    pub fn placed_at(mut self, root: &str) -> Self {
        self.root = root.into();
        self
    }

    /// The project that Compose would find in the folder itself.
    pub fn project(&self) -> Result<Config> {
        let projects = project::projects(&InTurn, &self.artifacts, &Policy::default());
        let here = |project: &&Project| {
            let first = project.files.first().and_then(|it| self.artifacts.get(*it));
            first.is_some_and(|first| !first.name.contains('/'))
        };
        let project = projects.iter().find(here).context("there is no project")?;
        Ok(self.config(project))
    }

    /// The files that we take for compose files.
    pub fn compose_files(&self) -> Vec<usize> {
        let files = self.artifacts.iter().enumerate();
        let files = files.filter(|(_, artifact)| artifact.kind == Kind::Compose);
        files.map(|(index, _)| index).collect()
    }

    /// The path of a file, seen from the folder.
    pub fn name(&self, file: usize) -> String {
        self.artifacts
            .get(file)
            .map_or_else(String::new, |artifact| artifact.name.to_string())
    }

    /// One file as a project: the model, or what is wrong with it.
    pub fn load(&self, file: usize) -> Config {
        let mut policy = Policy::default();
        policy.settings.projects = vec![Composition {
            files: vec![self.name(file)],
            deployer: Some(Deployer::Compose),
            ..Composition::default()
        }];
        let projects = project::projects(&InTurn, &self.artifacts, &policy);
        let mut alone = projects.iter().filter(|project| project.files == [file]);
        match alone.next() {
            Some(project) => self.config(project),
            None => Err("the file is in no project".to_owned()),
        }
    }

    fn config(&self, project: &Project) -> Config {
        match self.refusal(project) {
            Some(refusal) => Err(refusal),
            None => Ok(self.canonical(project)),
        }
    }

    fn canonical(&self, project: &Project) -> Value {
        let root = self.root.to_string_lossy();
        project::canonical(project, &self.artifacts, &root)
    }

    /// The first thing for which Compose takes nothing of the project.
    fn refusal(&self, project: &Project) -> Option<String> {
        let artifacts = project.artifacts.iter();
        let artifacts = artifacts.filter_map(|it| self.artifacts.get(*it));
        let own = artifacts.flat_map(|artifact| &artifact.problems);
        let merged = project.problems.iter().map(|(_, problem)| problem);
        let mut problems = own.chain(merged);
        if let Some(problem) = problems.find(|problem| problem.effect != Effect::Note) {
            return Some(problem.message.clone());
        }
        let repeated = project
            .files
            .iter()
            .filter_map(|it| self.artifacts.get(*it));
        let mut repeated = repeated.filter_map(|artifact| match &*artifact.model {
            Model::Compose(file) => file.repeated.first(),
            _ => None,
        });
        if let Some(repeated) = repeated.next() {
            return Some(format!("the key {} stands twice", repeated.key.value));
        }
        let needed = |missing: &&Missing| missing.is_required;
        if let Some(missing) = project.missing.iter().find(needed) {
            return Some(format!("{} is missing", missing.path));
        }
        // On this machine nothing is set, so what is not known is empty.
        let compose = &project.compose;
        let scope = Scope {
            unset: Unset::Empty,
            ..compose.scope.clone()
        };
        let faults = schema::check(&compose.root, &scope);
        // What it refuses before everything is merged, the project has told.
        let mut faults = faults.iter().chain(&compose.faults);
        let refused = faults.find(|fault| fault.kind.is_refused());
        refused.map(|fault| fault.message.clone())
    }
}

fn collect(root: &Path, folder: &Path, into: &mut Vec<String>) -> Result<()> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    for entry in entries {
        let entry = entry?;
        let path = entry.path();
        if entry.file_type()?.is_dir() {
            collect(root, &path, into)?;
        } else if entry.file_type()?.is_file() && entry.metadata()?.len() < 1 << 20 {
            let name = path.strip_prefix(root)?;
            into.push(name.to_string_lossy().replace('\\', "/"));
        }
    }
    Ok(())
}
