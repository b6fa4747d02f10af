//! Which files a project speaks of, and which of them were given.

use super::{Declared, Whole};
use crate::artifact::Artifact;
use crate::finding::Evidence;
use crate::model::compose::{Field, File, Scope};
use crate::model::yaml::Node;
use crate::project::file;

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

/// The artifact at a path that is seen from the folder of another; `None` where it was not
/// given or lies above all that was.
pub fn given<'a>(artifacts: &'a [Artifact], from: usize, path: &str) -> Option<&'a Artifact> {
    let place = Place::new(folder(artifacts.get(from)?), path)?;
    let name = place.parts.join("/");
    artifacts.iter().find(|artifact| *artifact.name == *name)
}

/// The folder an artifact lies in; empty for the topmost one.
pub fn folder(artifact: &Artifact) -> &str {
    artifact
        .name
        .rsplit_once('/')
        .map_or("", |(folder, _)| folder)
}

/// A path among the artifacts, part by part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place<'a> {
    parts: Vec<&'a str>,
}

impl<'a> Place<'a> {
    /// A relative path seen from a folder; `None` for one that leads out of what was given:
    /// absolute, in somebody's home, or above the topmost folder.
    pub fn new(folder: &'a str, path: &'a str) -> Option<Self> {
        let is_drive = path.get(1..2) == Some(":");
        if path.starts_with(['/', '~', '\\']) || is_drive {
            return None;
        }
        let mut parts = Vec::new();
        for part in folder.split('/').chain(path.split('/')) {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                part => parts.push(part),
            }
        }
        Some(Self { parts })
    }

    /// The path seen from a folder that it lies below.
    pub fn below(&self, folder: &Self) -> Option<String> {
        let rest = self.parts.strip_prefix(folder.parts.as_slice())?;
        (!rest.is_empty()).then(|| rest.join("/"))
    }

    /// The path as the artifacts are named.
    pub fn name(&self) -> String {
        self.parts.join("/")
    }
}

#[cfg(test)]
mod tests {
    use super::Place;

    #[test]
    fn paths_are_told_apart_by_their_parts() {
        let at = |folder, path| Place::new(folder, path);
        let context = at("shop", "./web").unwrap();
        assert_eq!(
            at("shop", "web/key.pem")
                .unwrap()
                .below(&context)
                .as_deref(),
            Some("key.pem")
        );
        assert_eq!(at("shop", "webs/key.pem").unwrap().below(&context), None);
        assert_eq!(at("shop", "../web/a").unwrap().name(), "web/a");
        for outside in ["/run/key", "~/key", "../../key", "C:/key"] {
            assert_eq!(at("shop", outside), None, "{outside}");
        }
    }
}
