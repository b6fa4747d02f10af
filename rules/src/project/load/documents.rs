//! The documents of a file, moved to their place in the row of all files.

use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::Arc;

use super::loader::{Loaded, Loader};
use super::reset::is_marked;
use crate::artifact::{Effect, Problem};
use crate::model::compose::{Form, Origin, form_of, is_extension, torn};
use crate::model::yaml::{Entry, Node, Value};
use crate::project::file;
use crate::span::{Span, Spanned};

/// A file as it was taken in.
#[derive(Clone, Debug)]
pub(super) struct Taken {
    pub(super) artifact: usize,
    pub(super) origin: Origin,
    pub(super) documents: Rc<[Document]>,
}

/// One document, at addresses, with its services under `services`.
#[derive(Clone, Debug)]
pub(super) struct Document {
    pub(super) root: Node,
    pub(super) form: Form,
    /// Services that a part of their text is missing from.
    pub(super) torn: BTreeSet<Arc<str>>,
}

impl Document {
    /// What the document comes to by itself.
    pub(super) fn loaded(&self, root: Node) -> Loaded {
        Loaded {
            root: Some(root),
            torn: self.torn.clone(),
            lost: None,
        }
    }
}

impl Loader<'_> {
    /// The documents of a file, read from here; taken in once however often it is needed.
    pub(super) fn take(&mut self, artifact: usize, origin: &Origin) -> Rc<[Document]> {
        let mut taken = self.taken.iter();
        if let Some(taken) = taken.find(|it| it.artifact == artifact && it.origin == *origin) {
            return Rc::clone(&taken.documents);
        }
        let documents: Rc<[Document]> = self.read(artifact, origin).into();
        self.taken.push(Taken {
            artifact,
            origin: origin.clone(),
            documents: Rc::clone(&documents),
        });
        documents
    }

    fn read(&mut self, index: usize, origin: &Origin) -> Vec<Document> {
        let Some(artifact) = self.artifacts.get(index) else {
            return Vec::new();
        };
        let Some(file) = file(artifact) else {
            return Vec::new();
        };
        if self.taken.iter().all(|it| it.artifact != index) {
            self.limits.grant(file.length);
        }
        let sources = Arc::make_mut(&mut self.scope.sources);
        let base = sources.add(index, file.length, origin.clone());
        for problem in &artifact.problems {
            let span = problem.span.map(|span| span.shifted(base));
            let problem = problem.clone();
            self.known.push(Problem { span, ..problem });
        }
        let mut documents = Vec::new();
        for (at, root) in file.documents.iter().enumerate() {
            let mut problems = Vec::new();
            let form = form_of(root, &mut problems);
            if !root.is_mapping() {
                // The file itself tells of its first document.
                let untold = problems.into_iter().filter(|_| at > 0);
                self.problems.extend(untold.map(|problem| Problem {
                    span: problem.span.map(|span| span.shifted(base)),
                    effect: Effect::Partial,
                    ..problem
                }));
                continue;
            }
            if !self.limits.spend_tree(root) {
                break;
            }
            self.is_marked |= is_marked(root);
            let torn = torn(root, form, &artifact.problems);
            let root = if base == 0 {
                root.clone()
            } else {
                root.shifted(base)
            };
            let root = match form {
                Form::V1 => under_services(root),
                Form::Current | Form::Fragment | Form::Run => root,
            };
            documents.push(Document { root, form, torn });
        }
        documents
    }

    /// Whether every document of these files has its services at the top level.
    pub(super) fn are_v1(&self, files: &[usize]) -> bool {
        let mut main = self.taken.iter().filter(|it| files.contains(&it.artifact));
        main.all(|taken| taken.documents.iter().all(|it| it.form == Form::V1))
    }
}

/// A v1 file as later ones are written.
fn under_services(root: Node) -> Node {
    let own = |entry: &&Entry| is_extension(&entry.key.value);
    let (others, services): (Vec<_>, Vec<_>) = root.entries().iter().partition(own);
    let holder = Node {
        value: Value::Mapping(services.into_iter().cloned().collect()),
        ..root.clone()
    };
    let place = Span::new(root.span.start, root.span.start);
    let services = Entry {
        key: Spanned::new("services".into(), place),
        value: holder,
    };
    let entries = std::iter::once(services).chain(others.into_iter().cloned());
    Node {
        value: Value::Mapping(entries.collect()),
        ..root
    }
}
