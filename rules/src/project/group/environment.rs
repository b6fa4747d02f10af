//! The variables that a project's values are filled in from.

use std::borrow::Cow;
use std::sync::Arc;

use super::Files;
use crate::artifact::Artifact;
use crate::model::Model;
use crate::model::compose::{Environment, Field, Origin, Scope};
use crate::model::dotenv::{self, Dotenv};
use crate::policy::Composition;
use crate::project::{Deployer, file, path};

/// The variables that are known, and the files they were read from.
pub(super) fn of(
    files: &Files<'_>,
    project: &[usize],
    composition: Option<&Composition>,
    listed: Option<usize>,
    deployer: Deployer,
) -> (Environment, Vec<usize>) {
    let stated = composition.and_then(|it| it.env_files.as_deref());
    let sources: Vec<usize> = match stated {
        Some(stated) => stated.iter().filter_map(|it| files.find(it)).collect(),
        // `docker stack deploy` and `docker run` read no `.env` by themselves.
        None if deployer == Deployer::Stack || files.is_command(project) => Vec::new(),
        None => beside(files, project, listed),
    };
    let mut known = composition.map_or_else(Environment::new, |it| it.environment.clone());
    if let Some(composition) = composition.filter(|it| !it.profiles.is_empty()) {
        let profiles = composition.profiles.join(",");
        known.insert("COMPOSE_PROFILES".to_owned(), profiles);
    }
    let mut set = Environment::new();
    for artifact in sources.iter().filter_map(|it| files.artifacts.get(*it)) {
        set = variables_in(artifact).environment(&known, set);
    }
    set.extend(known);
    if deployer == Deployer::Compose
        && let Some(name) = project_name(files, project, &set)
    {
        set.entry("COMPOSE_PROJECT_NAME".to_owned()).or_insert(name);
    }
    (set, sources)
}

/// The project's name, where a file states it; Compose fills values in with it, too.
fn project_name(files: &Files<'_>, project: &[usize], known: &Environment) -> Option<String> {
    let artifacts = project
        .iter()
        .rev()
        .filter_map(|it| files.artifacts.get(*it));
    let documents = artifacts
        .filter_map(file)
        .flat_map(|it| it.documents.iter().rev());
    let mut names = documents.filter_map(|document| document.get("name"));
    let origin = Origin {
        environment: Arc::new(known.clone()),
        ..Origin::default()
    };
    let scope = Scope::alone(0, usize::MAX, origin);
    let name = Field::new(names.next()?, &scope).text();
    name.value().filter(|name| !name.is_empty()).cloned()
}

/// The `.env` beside the first file, and over it the one whose `COMPOSE_FILE` names that file.
fn beside(files: &Files<'_>, project: &[usize], listed: Option<usize>) -> Vec<usize> {
    let folder = project.first().map_or("", |first| files.folder(*first));
    let own = files.find(&path::resolved(folder, ".env"));
    let own = own.filter(|it| listed != Some(*it)).filter(|it| {
        let artifact = files.artifacts.get(*it);
        artifact.is_some_and(|it| matches!(*it.model, Model::Dotenv(_)))
    });
    own.into_iter().chain(listed).collect()
}

/// The variables of a file that is named as one of variables, whatever it looks like.
pub(crate) fn variables_in(artifact: &Artifact) -> Cow<'_, Dotenv> {
    if let Model::Dotenv(dotenv) = &*artifact.model {
        Cow::Borrowed(dotenv)
    } else {
        Cow::Owned(dotenv::read(&artifact.text))
    }
}
