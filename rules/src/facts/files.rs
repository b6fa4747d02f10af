//! Which files a project speaks of, and which of them were given.

use super::{Composed, Declared, Whole};
use crate::artifact::Artifact;
use crate::finding::Evidence;
use crate::model::Model;
use crate::model::compose::{Field, File, Scope};
use crate::model::yaml::Node;
use crate::project::{Project, file, path};
use crate::span::Spanned;

/// A document of a project's file, before it is merged with others.
#[derive(Debug)]
pub struct Document<'a> {
    /// The artifact's index.
    pub artifact: usize,
    /// The document, its spans addresses of the project.
    node: Node,
    scope: &'a Scope,
}

impl Document<'_> {
    /// The value that a path of keys leads to.
    pub fn field(&self, path: &[&str]) -> Field<'_> {
        path.iter()
            .fold(Field::new(&self.node, self.scope), |field, key| {
                field.get(key)
            })
    }

    /// What its variables stand for.
    pub const fn scope(&self) -> &Scope {
        self.scope
    }

    /// The whole document.
    pub const fn node(&self) -> &Node {
        &self.node
    }
}

impl<'a> Whole<'a> {
    /// The compose files that were read for the project, each by its artifact's index.
    pub fn files(self) -> impl Iterator<Item = (usize, &'a File)> {
        let read = self.project.artifacts.iter().copied();
        read.filter_map(move |at| Some((at, file(self.artifacts.get(at)?)?)))
    }

    /// Every document of those files as it is written.
    pub fn documents(self) -> impl Iterator<Item = Document<'a>> {
        let scope = &self.project.compose.scope;
        let sources = scope.sources.files().iter();
        sources.flat_map(move |source| {
            let artifact = self.artifacts.get(source.artifact);
            let documents = artifact.and_then(file).map(|it| it.documents.as_slice());
            let documents = documents.unwrap_or_default().iter();
            documents.map(move |node| Document {
                artifact: source.artifact,
                // The first file's addresses are its own spans.
                node: match source.base {
                    0 => node.clone(),
                    base => node.shifted(base),
                },
                scope,
            })
        })
    }

    /// The text of an artifact.
    pub fn text(self, artifact: usize) -> &'a str {
        self.artifacts.get(artifact).map_or("", |it| &*it.text)
    }
}

impl<'a> Declared<'a> {
    /// The text of the artifact that evidence lies in.
    pub fn text(self, evidence: Evidence) -> &'a str {
        self.artifacts
            .get(evidence.artifact)
            .map_or("", |artifact| &*artifact.text)
    }
}

impl Declared<'_> {
    /// A path that the declaration states, as artifacts are named.
    pub fn path(self, path: &Spanned<String>) -> String {
        named(self.project, path)
    }
}

impl Composed<'_> {
    /// A path that the service states, as artifacts are named.
    pub fn path(self, path: &Spanned<String>) -> String {
        named(self.project, path)
    }
}

/// What begins with `~` or a drive lies on the machine of whoever deploys and stays as it is.
fn named(project: &Project, path: &Spanned<String>) -> String {
    if is_elsewhere(&path.value) {
        return path.value.clone();
    }
    let folder = project.folder_at(path.span);
    path::resolved(folder, &path.value)
}

fn is_elsewhere(path: &str) -> bool {
    path.starts_with('~') || path.get(1..2) == Some(":")
}

/// Whether the `.dockerignore` of a folder was given and leaves out a path below it.
pub fn is_left_out(artifacts: &[Artifact], folder: &str, below: &str) -> bool {
    let name = path::resolved(folder, ".dockerignore");
    let ignore = artifacts.iter().find(|artifact| *artifact.name == *name);
    ignore.is_some_and(|artifact| ignores(artifact, below))
}

/// Whether any `.dockerignore` that was given leaves out a path, as artifacts are named.
pub fn is_left_out_anywhere(artifacts: &[Artifact], path: &str) -> bool {
    artifacts.iter().any(|artifact| {
        let rest = below(path::folder(&artifact.name), path);
        rest.is_some_and(|rest| ignores(artifact, rest))
    })
}

fn ignores(artifact: &Artifact, below: &str) -> bool {
    matches!(&*artifact.model, Model::Dockerignore(file) if file.ignores(below) == Some(true))
}

/// A path seen from a folder that it lies below, both as artifacts are named; `None` where it
/// lies elsewhere.
pub fn below<'p>(folder: &str, path: &'p str) -> Option<&'p str> {
    let rest = match folder {
        _ if is_elsewhere(path) => None,
        "" => Some(path).filter(|path| !path.starts_with(['/']) && !path.starts_with("../")),
        folder => path.strip_prefix(folder)?.strip_prefix('/'),
    };
    rest.filter(|rest| !rest.is_empty())
}

#[cfg(test)]
mod tests {
    use super::below;

    #[test]
    fn paths_are_told_apart_by_their_parts() {
        assert_eq!(below("shop/web", "shop/web/key.pem"), Some("key.pem"));
        assert_eq!(below("shop/web", "shop/website/key.pem"), None);
        assert_eq!(below("", "web/key.pem"), Some("web/key.pem"));
        assert_eq!(below("/srv/shop", "/srv/shop/key.pem"), Some("key.pem"));
        for outside in ["/run/key", "~/key", "../key", "C:/key"] {
            assert_eq!(below("", outside), None, "{outside}");
        }
    }
}
