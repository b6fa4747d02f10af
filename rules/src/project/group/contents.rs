//! What a compose file holds, as far as it tells which files it goes with.

use std::collections::BTreeMap;

use crate::model::compose::{File, Form};
use crate::model::yaml::{Entry, Node};

/// The services and the further files of a compose file, all its documents taken together.
#[derive(Debug, Default)]
pub(super) struct Contents<'a> {
    /// Each service, and whether it says by itself what is run.
    pub(super) services: BTreeMap<&'a str, bool>,
    /// Paths of files that it uses, as written.
    pub(super) uses: Vec<(Use, &'a str)>,
    /// The services' definitions.
    pub(super) definitions: Vec<&'a Node>,
    /// Every document.
    pub(super) documents: &'a [Node],
}

/// What a file is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// All it holds is taken over.
    Include,
    /// A service builds on one of its services.
    Extends,
}

impl<'a> Contents<'a> {
    pub(super) fn new(file: &'a File) -> Self {
        let mut contents = Self {
            documents: &file.documents,
            ..Self::default()
        };
        for document in &file.documents {
            let services = match file.form {
                Form::V1 => document.entries(),
                Form::Current | Form::Fragment | Form::Run => {
                    document.get("services").map_or(&[][..], Node::entries)
                }
            };
            services
                .iter()
                .filter(|service| !service.key.value.starts_with("x-"))
                .for_each(|service| contents.service(service));
            for included in document.get("include").map_or(&[][..], Node::items) {
                contents.include(included);
            }
        }
        contents
    }

    fn service(&mut self, service: &'a Entry) {
        let states = |key| service.value.get(key).is_some_and(|node| !is_reset(node));
        let is_complete = ["image", "build", "extends", "provider"]
            .into_iter()
            .any(states);
        *self.services.entry(&service.key.value).or_default() |= is_complete;
        self.definitions.push(&service.value);
        let extended = service.value.at(&["extends", "file"]);
        let path = extended.and_then(Node::scalar).map(|path| &*path.text);
        self.uses(Use::Extends, path);
    }

    fn include(&mut self, included: &'a Node) {
        let path = included.get("path").unwrap_or(included);
        let one = path.scalar().map(|path| &*path.text);
        self.uses(Use::Include, one);
        for path in path.items() {
            let path = path.scalar().map(|path| &*path.text);
            self.uses(Use::Include, path);
        }
    }

    /// A path with variables leads nowhere that is known.
    fn uses(&mut self, role: Use, path: Option<&'a str>) {
        let path = path.filter(|path| !path.is_empty() && !path.contains('$'));
        self.uses.extend(path.map(|path| (role, path)));
    }

    /// The services that do not say what is run.
    pub(super) fn incomplete(&self) -> impl Iterator<Item = &'a str> {
        let services = self.services.iter();
        services
            .filter(|(_, whole)| !**whole)
            .map(|(name, _)| *name)
    }

    /// Whether it makes sense only together with other files.
    pub(super) fn needs_another(&self) -> bool {
        let includes = self.uses.iter().any(|(role, _)| *role == Use::Include);
        self.incomplete().next().is_some() || (self.services.is_empty() && !includes)
    }
}

/// Whether a value only takes away what another file states.
fn is_reset(node: &Node) -> bool {
    node.is_tagged("!reset")
}
