//! From the files of a group to one merged model, as Compose loads them.

use super::{Group, Project, file};
use crate::artifact::Artifact;
use crate::model::compose::{Compose, Form, Scope};
use crate::model::yaml::Node;

/// Loads a group. Never fails: what cannot be taken in is a problem, and the rest stands.
pub(super) fn load(artifacts: &[Artifact], group: &Group) -> Project {
    let first = group.files.first().copied().unwrap_or_default();
    let artifact = artifacts.get(first);
    let compose = match artifact.and_then(file) {
        Some(file) => file.alone(first, &group.environment),
        None => Compose::new(
            Node::null(),
            Form::Fragment,
            Scope::alone(first, 0, group.environment.as_ref().clone()),
            &[],
        ),
    };
    let problems = compose.problems.iter().cloned();
    Project {
        name: artifact.map_or_else(|| "".into(), |it| it.name.clone()),
        files: group.files.clone(),
        artifacts: vec![first],
        problems: problems.map(|problem| (first, problem)).collect(),
        compose,
        deployer: group.deployer,
        missing: Vec::new(),
    }
}
