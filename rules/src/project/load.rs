//! From the files of a group to one merged model, as Compose loads them.
//!
//! Compose takes the documents of the files one after the other: fills in what services extend,
//! copies in what is included, and merges the document over those before it. Values keep the
//! address of the file that states them, and variables stay what is written until they are read.

mod documents;
mod extends;
mod import;
mod include;
mod key;
mod limits;
mod loader;
mod merge;
mod path;
mod ports;
mod reset;
mod rule;
mod shape;
mod unique;

#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use self::loader::Loader;
use super::{Group, Project, file};
use crate::artifact::{Artifact, Problem};
use crate::model::compose::{Compose, Form, Origin, Scope, torn};
use crate::model::yaml::Node;

/// Loads a group. Never fails: what cannot be taken in is a problem, and the rest stands.
pub(super) fn load(artifacts: &[Artifact], group: &Group) -> Project {
    let first = group.files.first().copied().unwrap_or_default();
    let artifact = artifacts.get(first);
    let name = artifact.map_or("", |it| &*it.name);
    let origin = Origin {
        folder: path::folder(name).into(),
        environment: Arc::clone(&group.environment),
    };
    let mut project = match artifact.and_then(|it| alone(it, first, group, &origin)) {
        Some(compose) => Project {
            name: group.name(artifacts),
            files: group.files.clone(),
            artifacts: vec![first],
            compose,
            deployer: group.deployer,
            missing: Vec::new(),
            problems: Vec::new(),
            given: Arc::default(),
        },
        None => Loader::new(artifacts, first).project(group, &origin),
    };
    let sources = &project.compose.scope.sources;
    let located = project.compose.problems.iter().map(|problem| {
        let (artifact, span) = problem.span.map_or((first, None), |span| {
            let (artifact, span) = sources.locate(span);
            (artifact, Some(span))
        });
        let problem = problem.clone();
        (artifact, Problem { span, ..problem })
    });
    project.problems.extend(located);
    project
}

/// The model of a file that stands for itself, which most do: nothing is moved or merged.
fn alone(artifact: &Artifact, index: usize, group: &Group, origin: &Origin) -> Option<Compose> {
    let file = file(artifact)?;
    let ([_], [] | [_]) = (group.files.as_slice(), file.documents.as_slice()) else {
        return None;
    };
    let root = file.documents.first();
    if root.is_some_and(|root| needs_others(root, file.form)) {
        return None;
    }
    let root = root.cloned().unwrap_or_else(Node::null);
    let scope = Scope::alone(index, file.length, origin.clone());
    let root = unique::document(&root, file.form, &scope).unwrap_or(root);
    let torn = torn(&root, file.form, &artifact.problems);
    let known = &artifact.problems;
    Some(Compose::new(root, file.form, scope, known, &torn))
}

fn needs_others(root: &Node, form: Form) -> bool {
    let services = match form {
        Form::Current | Form::Run => root.get("services"),
        Form::V1 => Some(root),
        Form::Fragment => None,
    };
    let services = services.map(Node::entries).unwrap_or_default();
    root.get("include").is_some() && form != Form::V1
        || services.iter().any(|it| it.value.get("extends").is_some())
}
