//! Files that services name, and that were not given.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Missing, Project, Role, path};
use crate::artifact::Artifact;
use crate::model::compose::{EnvFile, Setting};
use crate::sorted::Sorted;
use crate::span::Span;

/// The artifacts' names.
pub(super) fn names(artifacts: &[Artifact]) -> Arc<BTreeSet<Arc<str>>> {
    let names = artifacts.iter().map(|artifact| Arc::clone(&artifact.name));
    Arc::new(names.into_set())
}

/// The files of variables and labels that are not among the artifacts, each once.
pub(super) fn missing(project: &Project) -> Vec<Missing> {
    let mut wanted: Vec<(Role, String, Span, bool)> = Vec::new();
    for service in &project.compose.services {
        for file in service.env_files() {
            if let Setting::Set(file) = file {
                let EnvFile {
                    path, is_required, ..
                } = file.value;
                wanted.push((Role::EnvFile, path, file.span, is_required));
            }
        }
        for file in service.label_files() {
            if let Setting::Set(file) = file {
                wanted.push((Role::LabelFile, file.value, file.span, true));
            }
        }
    }
    let mut told = BTreeSet::new();
    let mut missing = Vec::new();
    for (role, written, span, is_required) in wanted {
        let path = path::resolved(project.folder_at(span), &written);
        if !project.given.contains(&*path) && told.insert((role, path.clone())) {
            missing.push(Missing {
                path,
                role,
                named: project.at(span),
                is_required,
            });
        }
    }
    missing
}
