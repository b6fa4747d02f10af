//! Build contexts: which folder a Dockerfile reads, and what its `.dockerignore` leaves out.

use std::collections::{BTreeMap, BTreeSet};

use crate::artifact::Artifact;
use crate::finding::Evidence;
use crate::model::Model;
use crate::model::compose::{self, Setting};
use crate::model::dockerignore::Dockerignore;
use crate::project::{Project, path};
use crate::span::{Span, Spanned};

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
    /// The further contexts that compose files give, by the Dockerfile's path.
    further: BTreeMap<String, BTreeSet<String>>,
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
            further: BTreeMap::new(),
        };
        for project in projects {
            for service in &project.compose.services {
                let Setting::Set(build) = service.build() else {
                    continue;
                };
                let Some(from) = BuiltFrom::new(project, &build) else {
                    continue;
                };
                let given = service.field(&["build", "additional_contexts"]).pairs();
                for pair in given.iter().filter_map(Setting::value) {
                    let names = contexts.further.entry(from.dockerfile.clone());
                    names.or_default().insert(pair.key.value.clone());
                }
                let folders = contexts.stated.entry(from.dockerfile).or_default();
                folders.insert(from.context);
            }
        }
        for (index, artifact) in artifacts.iter().enumerate() {
            if let Model::Dockerignore(file) = &*artifact.model {
                let ignore = Ignore {
                    artifact: index,
                    name: &artifact.name,
                    text: &artifact.text,
                    file,
                };
                contexts.ignores.insert(&artifact.name, ignore);
            }
        }
        contexts
    }

    /// The `.dockerignore` of a Dockerfile: the one with its own name, else that of the
    /// context a compose file states, else the nearest in its folder or above.
    pub(super) fn ignore_of(&self, dockerfile: &str) -> Option<Ignore<'a>> {
        if self.ignores.is_empty() {
            return None;
        }
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
        let above = std::iter::successors(Some(path::folder(dockerfile)), |folder| {
            (!folder.is_empty() && *folder != "/").then(|| path::folder(folder))
        });
        above
            .take(DEEPEST)
            .find_map(|folder| self.in_folder(folder))
    }

    /// The further contexts that are given to builds of a Dockerfile, by name.
    pub(super) fn further_of(&self, dockerfile: &str) -> BTreeSet<String> {
        self.further.get(dockerfile).cloned().unwrap_or_default()
    }

    fn in_folder(&self, folder: &str) -> Option<Ignore<'a>> {
        let mut paths = NAMES.iter().map(|name| path::resolved(folder, name));
        paths.find_map(|path| self.ignores.get(path.as_str()).copied())
    }
}

/// What a service's image is built from, as the report names files.
pub(super) struct BuiltFrom {
    /// The folder that the build reads.
    pub(super) context: String,
    /// The Dockerfile.
    pub(super) dockerfile: String,
}

impl BuiltFrom {
    /// `None` where variables leave it open, and where the Dockerfile stands in the compose file
    /// itself.
    pub(super) fn new(project: &Project, build: &Spanned<compose::Build>) -> Option<Self> {
        let Spanned { value: build, span } = build;
        if !build.dockerfile_inline.is_absent() {
            return None;
        }
        let (context, span) = match &build.context {
            Setting::Set(context) => (&*context.value, context.span),
            Setting::Absent => (".", *span),
            Setting::Unresolved { .. } | Setting::Malformed { .. } => return None,
        };
        let file = match &build.dockerfile {
            Setting::Set(file) => &*file.value,
            Setting::Absent => "Dockerfile",
            Setting::Unresolved { .. } | Setting::Malformed { .. } => return None,
        };
        let context = path::resolved(project.folder_at(span), context);
        Some(Self {
            dockerfile: path::resolved(&context, file),
            context,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Contexts;
    use crate::artifact::read;
    use crate::executor::InTurn;
    use crate::policy::Policy;
    use crate::project::projects;

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
