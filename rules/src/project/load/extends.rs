//! `extends`: a service that builds on another, in the same document or in another file.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::documents::Document;
use super::loader::{Loaded, Loader};
use super::merge::Merger;
use super::path;
use crate::model::compose::{Field, Origin, Setting};
use crate::model::yaml::{Entry, Node, Value, quote};
use crate::project::Role;
use crate::sorted::Sorted;
use crate::span::Span;

/// Services that may extend one another.
#[derive(Clone, Debug)]
pub(super) struct Layer {
    /// The mapping of services, as it is written.
    services: Node,
    places: BTreeMap<Arc<str>, usize>,
    /// Services that a part of their text is missing from.
    torn: BTreeSet<Arc<str>>,
    /// What paths and variables are seen from.
    origin: Origin,
    /// The artifact whose services these are; `None` for a document of the model, whose
    /// services are part of the model themselves.
    artifact: Option<usize>,
    /// Services that are filled in.
    done: BTreeMap<Arc<str>, Extended>,
}

/// A service with what it extends.
#[derive(Clone, Debug)]
struct Extended {
    node: Node,
    is_whole: bool,
}

/// A service that waits for the one it extends.
struct Step {
    layer: usize,
    name: Arc<str>,
    node: Node,
    /// Where it says what it extends.
    span: Span,
}

impl Layer {
    fn new(
        services: Node,
        torn: BTreeSet<Arc<str>>,
        origin: Origin,
        artifact: Option<usize>,
    ) -> Self {
        let names = services.entries().iter().enumerate();
        let places = names.map(|(at, it)| (Arc::clone(&it.key.value), at));
        Self {
            places: places.into_map(),
            services,
            torn,
            origin,
            artifact,
            done: BTreeMap::new(),
        }
    }

    fn service(&self, name: &str) -> Option<&Node> {
        let entry = self.services.entries().get(*self.places.get(name)?)?;
        Some(&entry.value).filter(|it| !super::reset::is_nothing(it))
    }
}

impl Loader<'_> {
    /// A document in which services hold what they extend.
    pub(super) fn with_extended(&mut self, document: &Document, origin: &Origin) -> Loaded {
        let mut loaded = document.loaded(document.root.clone());
        let Some(holder) = document.root.entry("services") else {
            return loaded;
        };
        let services = holder.value.entries();
        if services.iter().all(|it| it.value.get("extends").is_none()) {
            return loaded;
        }
        let (holder, torn) = (holder.value.clone(), document.torn.clone());
        let layer = Layer::new(holder.clone(), torn, origin.clone(), None);
        let at = self.layers.len();
        self.layers.push(layer);
        let mut extended = services.to_vec();
        for entry in &mut extended {
            if entry.value.get("extends").is_some() {
                let service = self.extended(at, &entry.key.value);
                if !service.is_whole {
                    loaded.torn.insert(Arc::clone(&entry.key.value));
                }
                entry.value = service.node;
            }
        }
        let services = Node {
            value: Value::Mapping(extended.into()),
            ..holder
        };
        loaded.root = Some(with_entry(&document.root, "services", &services));
        loaded
    }

    /// A service with all it extends, one after the other from the far end.
    fn extended(&mut self, layer: usize, name: &Arc<str>) -> Extended {
        let mut steps: Vec<Step> = Vec::new();
        let mut below = self.collect(layer, name, &mut steps);
        for step in steps.into_iter().rev() {
            let is_torn = self
                .layers
                .get(step.layer)
                .is_none_or(|layer| layer.torn.contains(&step.name));
            let extended = match below {
                // Each service that builds on another repeats all of it.
                Some((base, from)) if self.limits.spend_tree(&base.node) => {
                    let is_whole = base.is_whole && !is_torn;
                    // What could not be followed ends here.
                    let base = without_extends(self.settled(&base.node));
                    let base = if self.is_in_model(step.layer) && from == step.layer {
                        let via = base.via.or(Some(step.span));
                        Node { via, ..base }
                    } else {
                        base
                    };
                    let scope = &self.scope;
                    let merger = Merger::new(scope, &mut self.limits, &mut self.problems);
                    let extended = merger.service(&step.name, &base, &step.node);
                    Extended {
                        node: without_extends(extended),
                        is_whole,
                    }
                }
                None | Some(_) => Extended {
                    node: step.node,
                    is_whole: false,
                },
            };
            if let Some(layer) = self.layers.get_mut(step.layer) {
                layer.done.insert(step.name, extended.clone());
            }
            below = Some((extended, step.layer));
        }
        let nothing = Extended {
            node: Node::null(),
            is_whole: false,
        };
        below.map_or(nothing, |(extended, _)| extended)
    }

    /// Follows `extends` up to a service that extends nothing or is filled in already, and
    /// says in which layer that stands; `None` where there is none.
    fn collect(
        &mut self,
        mut layer: usize,
        name: &Arc<str>,
        steps: &mut Vec<Step>,
    ) -> Option<(Extended, usize)> {
        let mut name = Arc::clone(name);
        let mut waiting = BTreeSet::new();
        loop {
            let current = self.layers.get(layer)?;
            if let Some(done) = current.done.get(&name) {
                return Some((done.clone(), layer));
            }
            let Some(node) = current.service(&name).cloned() else {
                self.not_found(layer, &name, steps);
                return None;
            };
            let extends = Field::at(&node, &["extends"], &self.scope);
            let extends = match extends.unless_null().extends() {
                Setting::Absent => {
                    let is_whole = !current.torn.contains(&name);
                    return Some((Extended { node, is_whole }, layer));
                }
                Setting::Set(extends) => Some(extends),
                Setting::Unresolved { .. } | Setting::Malformed { .. } => None,
            };
            if !waiting.insert((layer, Arc::clone(&name))) {
                if let Some(step) = steps.last() {
                    let name = quote(&name);
                    let message = format!("The service {name} extends itself in the end");
                    self.problem(step.span, message);
                }
                return None;
            }
            let origin = current.origin.clone();
            let span = extends.as_ref().map_or(node.span, |it| it.span);
            steps.push(Step {
                layer,
                name: Arc::clone(&name),
                node,
                span,
            });
            let extends = extends?;
            if let Some(file) = extends.value.file {
                layer = self.layer_of_file(&file, &origin, extends.span)?;
            }
            name = extends.value.service.into();
        }
    }

    fn not_found(&mut self, layer: usize, name: &str, steps: &[Step]) {
        let Some(step) = steps.last() else { return };
        let file = self.layers.get(layer).and_then(|layer| layer.artifact);
        let file = file.and_then(|at| self.artifacts.get(at));
        let place = file.map_or_else(|| "this document".to_owned(), |it| quote(&it.name));
        let name = quote(name);
        let message =
            format!("The service {name} is extended here, and {place} has none of this name");
        self.problem(step.span, message);
    }

    /// The services of another file, if it was given. `include` has no effect there.
    fn layer_of_file(&mut self, file: &str, origin: &Origin, span: Span) -> Option<usize> {
        let path = path::seen_from(&origin.folder, file);
        let Some(artifact) = self.find(&path) else {
            self.miss(path, Role::Extends, span);
            return None;
        };
        let origin = Origin {
            folder: path::folder(&path).into(),
            environment: Arc::clone(&origin.environment),
        };
        let known = |layer: &Layer| layer.artifact == Some(artifact) && layer.origin == origin;
        if let Some(at) = self.layers.iter().position(known) {
            return Some(at);
        }
        let mut loaded = Loaded::default();
        for document in self.take(artifact, &origin).iter() {
            loaded.torn.extend(document.torn.iter().cloned());
            loaded.root = Some(match loaded.root {
                Some(base) => self.merged(&base, &document.root),
                None => document.root.clone(),
            });
        }
        if self.are_v1(&[artifact]) {
            let message = format!(
                "The file {} has its services at the top level, where current Compose finds none \
                 to extend",
                quote(&path)
            );
            self.problem(span, message);
        }
        let services = loaded.root.as_ref().and_then(|root| root.get("services"));
        let services = services.cloned().unwrap_or_else(Node::null);
        let layer = Layer::new(services, loaded.torn, origin, Some(artifact));
        self.layers.push(layer);
        Some(self.layers.len() - 1)
    }

    fn is_in_model(&self, layer: usize) -> bool {
        let layer = self.layers.get(layer);
        layer.is_some_and(|layer| layer.artifact.is_none())
    }
}

fn without_extends(node: Node) -> Node {
    if node.get("extends").is_none() {
        return node;
    }
    let kept = node
        .entries()
        .iter()
        .filter(|it| &*it.key.value != "extends");
    let value = Value::Mapping(kept.cloned().collect());
    Node { value, ..node }
}

/// A mapping with another value for one of its keys.
pub(super) fn with_entry(node: &Node, key: &str, value: &Node) -> Node {
    let replaced = |entry: &Entry| {
        if &*entry.key.value == key {
            Entry {
                key: entry.key.clone(),
                value: value.clone(),
            }
        } else {
            entry.clone()
        }
    };
    Node {
        value: Value::Mapping(node.entries().iter().map(replaced).collect()),
        ..node.clone()
    }
}
