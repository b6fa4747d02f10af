//! What we make of the files.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use plimsoll_rules::artifact::{Artifact, Effect, kind::Kind, read};
use plimsoll_rules::project::{self, Group, Project};
use serde_json::Value;

use crate::docker::Config;

/// A folder with all its files.
pub(crate) struct Tree {
    pub(crate) root: PathBuf,
    artifacts: Vec<Artifact>,
}

impl Tree {
    pub(crate) fn read(folder: &Path) -> Result<Self> {
        let root = fs::canonicalize(folder)
            .with_context(|| format!("cannot find {}", folder.display()))?;
        let mut names = Vec::new();
        collect(&root, &root, &mut names)?;
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

    /// The files that we take for compose files.
    pub(crate) fn compose_files(&self) -> Vec<usize> {
        let files = self.artifacts.iter().enumerate();
        let files = files.filter(|(_, artifact)| artifact.kind == Kind::Compose);
        files.map(|(index, _)| index).collect()
    }

    pub(crate) fn name(&self, file: usize) -> String {
        self.artifacts
            .get(file)
            .map_or_else(String::new, |artifact| artifact.name.to_string())
    }

    /// One file as a project: the model, or what is wrong with it.
    pub(crate) fn load(&self, file: usize) -> Config {
        let group = Group::alone(&self.artifacts, file);
        let project = Project::load(&self.artifacts, &group);
        match self.refusal(&project) {
            Some(refusal) => Err(refusal),
            None => Ok(self.canonical(&project)),
        }
    }

    fn canonical(&self, project: &Project) -> Value {
        let root = self.root.to_string_lossy();
        project::canonical(project, &self.artifacts, &root)
    }

    /// The first problem for which Compose takes nothing of the project.
    fn refusal(&self, project: &Project) -> Option<String> {
        let files = project
            .artifacts
            .iter()
            .filter_map(|it| self.artifacts.get(*it));
        let own = files.flat_map(|artifact| &artifact.problems);
        let merged = project.problems.iter().map(|(_, problem)| problem);
        own.chain(merged)
            .find(|problem| problem.effect != Effect::Note)
            .map(|problem| problem.message.clone())
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
