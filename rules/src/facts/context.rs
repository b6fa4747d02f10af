//! Build contexts: which folder a Dockerfile reads, and what its `.dockerignore` leaves out.

use std::collections::{BTreeMap, BTreeSet};

use crate::artifact::Artifact;
use crate::finding::Evidence;
use crate::model::Model;
use crate::model::compose::Setting;
use crate::model::dockerignore::Dockerignore;
use crate::project::Project;
use crate::span::Span;

/// The `.dockerignore` of a build context.
#[derive(Clone, Copy, Debug)]
pub struct Ignore<'a> {
    /// The artifact's index.
    pub artifact: usize,
    /// Its name as given.
    pub name: &'a str,
    /// Its text, to which every span refers.
    pub text: &'a str,
    /// What it says.
    pub file: &'a Dockerignore,
}

impl Ignore<'_> {
    /// A place in it.
    pub const fn at(&self, span: Span) -> Evidence {
        Evidence::at(self.artifact, span)
    }
}

/// What is known of build contexts.
pub(super) struct Contexts<'a> {
    /// `.dockerignore` files by name.
    ignores: BTreeMap<&'a str, Ignore<'a>>,
    /// The folders that compose files name as the context, by the Dockerfile's path.
    stated: BTreeMap<String, BTreeSet<String>>,
}

/// Names of the file in the context's folder; Docker knows the first only.
const NAMES: [&str; 2] = [".dockerignore", ".containerignore"];

/// How many folders above the Dockerfile's are looked at.
const DEEPEST: usize = 64;

impl<'a> Contexts<'a> {
    pub(super) fn new(artifacts: &'a [Artifact], projects: &[Project]) -> Self {
        let mut contexts = Self {
            ignores: BTreeMap::new(),
            stated: BTreeMap::new(),
        };
        for project in projects {
            for service in &project.compose.services {
                let Setting::Set(build) = service.build() else {
                    continue;
                };
                // What the key says is seen from the file that says it.
                let from = project.at(build.span).artifact;
                let from = artifacts.get(from).map_or("", |artifact| &*artifact.name);
                let context = build.value.context.value();
                let context = context.map_or(".", String::as_str);
                let file = build.value.dockerfile.value();
                let file = file.map_or("Dockerfile", String::as_str);
                let folder = joined(from, context, "");
                let path = joined(from, context, file);
                contexts.stated.entry(path).or_default().insert(folder);
            }
        }
        for (index, artifact) in artifacts.iter().enumerate() {
            match &*artifact.model {
                Model::Dockerignore(file) => {
                    let ignore = Ignore {
                        artifact: index,
                        name: &artifact.name,
                        text: &artifact.text,
                        file,
                    };
                    contexts.ignores.insert(&artifact.name, ignore);
                }
                Model::Dockerfile(_)
                | Model::Compose(_)
                | Model::Inspect(_)
                | Model::Bench(_)
                | Model::Policy
                | Model::Hadolint(_)
                | Model::None => {}
            }
        }
        contexts
    }

    /// The `.dockerignore` of a Dockerfile: the one with its own name, else that of the
    /// context a compose file states, else the nearest in its folder or above.
    pub(super) fn ignore_of(&self, dockerfile: &str) -> Option<Ignore<'a>> {
        let own = format!("{dockerfile}.dockerignore");
        if let Some(ignore) = self.ignores.get(own.as_str()) {
            return Some(*ignore);
        }
        if let Some(folders) = self.stated.get(dockerfile) {
            // Two contexts of one Dockerfile leave open which is meant.
            let mut folders = folders.iter();
            return match (folders.next(), folders.next()) {
                (Some(folder), None) => self.in_folder(folder),
                (_, _) => None,
            };
        }
        let above = std::iter::successors(Some(folder_of(dockerfile)), |folder| {
            (!folder.is_empty()).then(|| folder_of(folder))
        });
        above
            .take(DEEPEST)
            .find_map(|folder| self.in_folder(folder))
    }

    fn in_folder(&self, folder: &str) -> Option<Ignore<'a>> {
        let path = |name: &&str| match folder {
            "" => (*name).to_owned(),
            folder => format!("{folder}/{name}"),
        };
        let mut paths = NAMES.iter().map(path);
        paths.find_map(|path| self.ignores.get(path.as_str()).copied())
    }
}

fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// A path of a build as the report names it: both parts are relative to the compose file's
/// folder.
pub(super) fn joined(compose: &str, context: &str, file: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in [folder_of(compose), context, file]
        .into_iter()
        .flat_map(|path| path.split('/'))
    {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::{Contexts, joined};
    use crate::artifact::read;
    use crate::executor::InTurn;
    use crate::policy::Policy;
    use crate::project::projects;

    #[test]
    fn build_paths_are_relative_to_the_compose_file() {
        assert_eq!(joined("compose.yaml", ".", "Dockerfile"), "Dockerfile");
        assert_eq!(
            joined("shop/compose.yaml", "./web", "Dockerfile"),
            "shop/web/Dockerfile"
        );
        assert_eq!(
            joined("shop/compose.yaml", "../api", "build/Dockerfile"),
            "api/build/Dockerfile"
        );
    }

    fn found(names: &[&str], compose: &str, dockerfile: &str) -> Option<String> {
        let mut artifacts: Vec<_> = names.iter().map(|name| read(name, b".git\n")).collect();
        artifacts.push(read("compose.yaml", compose.as_bytes()));
        let projects = projects(&InTurn, &artifacts, &Policy::default());
        let ignore = Contexts::new(&artifacts, &projects).ignore_of(dockerfile)?;
        Some(ignore.name.to_owned())
    }

    #[test]
    fn the_nearest_file_belongs_to_a_dockerfile() {
        let names = [
            ".dockerignore",
            "web/.dockerignore",
            "web/Dockerfile.dockerignore",
        ];
        let find = |names: &[&str], file: &str| found(names, "services: {}\n", file);
        assert_eq!(find(&names, "web/Dockerfile").as_deref(), Some(names[2]));
        assert_eq!(
            find(&names[..2], "web/Dockerfile").as_deref(),
            Some(names[1])
        );
        assert_eq!(find(&names, "api/a/Dockerfile").as_deref(), Some(names[0]));
        assert_eq!(find(&names[1..], "Dockerfile"), None);
    }

    #[test]
    fn a_compose_file_states_the_context() {
        let compose = "services: {a: {build: {context: ., dockerfile: web/Dockerfile}}}\n";
        let names = [".dockerignore", "web/.dockerignore"];
        let find = |names: &[&str]| found(names, compose, "web/Dockerfile");
        assert_eq!(find(&names).as_deref(), Some(names[0]));
        assert_eq!(find(&names[1..]), None);
    }
}
