//! Holds a model against the grammar.

mod single;

use std::collections::BTreeSet;

use super::FaultKind;
use super::collect::Faults;
use super::grammar::{MODEL_FILE, SERVICE};
use super::path::Path;
use super::shape::{List, Mapping, Others, Shape, mapping};
use super::suggest;
use crate::model::compose::field::Scope;
use crate::model::compose::form::{self, Form, is_extension};
use crate::model::compose::typing;
use crate::model::yaml::{Entry, Node, Value, quote};
use crate::span::Span;

/// Lists what the grammar does not take, and variables that are not well formed.
///
/// Of a document that others are merged over, `is_stage`, what values say is not held against
/// it: Compose reads that once all of them are.
pub(super) fn walk(root: &Node, scope: &Scope, is_stage: bool, faults: &mut Faults) {
    let mut walk = Walk {
        scope,
        faults,
        is_stage,
        unknown: BTreeSet::new(),
    };
    if root.is_null() {
        return walk.nothing(root);
    }
    if !root.is_mapping() {
        return walk.wrong(root, "a mapping", &Path::ROOT);
    }
    match form::of(root, &mut Vec::new()) {
        Form::V1 => walk.first_version(root),
        Form::Current | Form::Fragment | Form::Run => {
            walk.mapping(root, &MODEL_FILE, &Path::ROOT);
            walk.top(root);
        }
    }
}

struct Walk<'w> {
    scope: &'w Scope,
    faults: &'w mut Faults,
    is_stage: bool,
    /// Where keys that Compose does not know stand; an alias may bring one many times.
    unknown: BTreeSet<Span>,
}

impl Walk<'_> {
    /// What holds for the whole document alone.
    fn top(&mut self, root: &Node) {
        let stated = |entry: &&Entry| *entry.key.value != *"version" && !is_reset(&entry.value);
        if !root.entries().iter().any(|entry| stated(&entry)) {
            self.nothing(root);
        }
        if let Some(entry) = root.entry("version").filter(|it| !is_reset(&it.value)) {
            let sentence = "Compose ignores `version` and warns about it";
            let path = Path::ROOT.key("version");
            self.faults
                .note(entry.key.span, &path, FaultKind::Obsolete, sentence);
        }
    }

    fn nothing(&mut self, root: &Node) {
        let kind = FaultKind::Missing { key: "services" };
        let problem = "it holds nothing";
        self.faults.refuse(root.span, &Path::ROOT, kind, problem);
    }

    /// Services at the top level: none of them is a key Compose knows, and what they hold is
    /// judged all the same.
    fn first_version(&mut self, root: &Node) {
        static SERVICE_SHAPE: Shape = mapping(&SERVICE);
        for entry in root.entries() {
            self.key(entry, &Path::ROOT);
            let path = Path::ROOT.key(&entry.key.value);
            if is_extension(&entry.key.value) {
                self.variables(&entry.value, &path);
            } else {
                self.unknown(entry, &MODEL_FILE, &Path::ROOT);
                let services = Path::ROOT.key("services");
                let path = services.key(&entry.key.value);
                self.visit(&entry.value, &SERVICE_SHAPE, &path);
            }
        }
    }

    fn visit(&mut self, node: &Node, shape: &Shape, path: &Path<'_>) {
        if is_reset(node) {
            return;
        }
        match &node.value {
            Value::Unreadable => {}
            Value::Scalar(_) => self.single(node, shape, path),
            Value::Sequence(items) => match shape.list {
                Some(list) => self.list(items, list, path),
                None => self.wrong(node, shape.wanted, path),
            },
            Value::Mapping(_) => match shape.mapping {
                Some(mapping) => self.mapping(node, mapping, path),
                None => self.wrong(node, shape.wanted, path),
            },
        }
    }

    /// Something of another kind than is taken. Variables below it are judged all the same.
    fn wrong(&mut self, node: &Node, wanted: &'static str, path: &Path<'_>) {
        if !matches!(node.value, Value::Unreadable) {
            let kind = FaultKind::WrongType { wanted };
            let problem = if node.is_null() {
                format!("Compose wants {wanted} here, and nothing is stated")
            } else {
                format!("Compose wants {wanted} here, and this is {}", node.kind())
            };
            self.faults.refuse(node.span, path, kind, problem);
        }
        if node.scalar().is_none() {
            self.variables(node, path);
        }
    }

    fn list(&mut self, items: &[Node], list: &List, path: &Path<'_>) {
        let mut met = BTreeSet::new();
        for (at, item) in items.iter().enumerate() {
            let path = path.item(at);
            self.visit(item, &list.item, &path);
            if list.unique
                && let Some(same) = self.identity(item)
                && !met.insert(same)
            {
                let problem = "this stands twice in the list";
                self.faults
                    .refuse(item.span, &path, FaultKind::Duplicate, problem);
            }
        }
    }

    fn mapping(&mut self, node: &Node, mapping: &Mapping, path: &Path<'_>) {
        for required in mapping.required {
            if node.get(required).is_none_or(is_reset) {
                let kind = FaultKind::Missing { key: required };
                let problem = format!("it needs the key `{required}`");
                self.faults.refuse(node.span, path, kind, problem);
            }
        }
        for entry in node.entries() {
            if is_reset(&entry.value) {
                continue;
            }
            self.key(entry, path);
            match mapping.get(&entry.key.value) {
                Some(shape) => self.visit(&entry.value, shape, &path.key(&entry.key.value)),
                None => self.other(entry, mapping, path),
            }
        }
    }

    /// A key that is written as a number, a boolean or nothing is no text to Compose.
    fn key(&mut self, entry: &Entry, path: &Path<'_>) {
        let key = &entry.key;
        // One in quotes takes more room than what it says.
        let is_bare = key.span.end - key.span.start == key.value.len();
        if is_bare && !typing::is_text(&key.value) {
            let kind = FaultKind::WrongType { wanted: "text" };
            let problem = "Compose wants text for a key; quotes make it text";
            self.faults
                .refuse(key.span, &path.key(&key.value), kind, problem);
        }
    }

    /// A key that the grammar does not name.
    fn other(&mut self, entry: &Entry, mapping: &Mapping, path: &Path<'_>) {
        let below = path.key(&entry.key.value);
        match &mapping.others {
            Others::Open => self.variables(&entry.value, &below),
            Others::Extensions if is_extension(&entry.key.value) => {
                self.variables(&entry.value, &below);
            }
            Others::Extensions | Others::Refused => {
                self.unknown(entry, mapping, path);
                self.variables(&entry.value, &below);
            }
            Others::Named {
                names,
                shape,
                strangers,
            } => {
                if names.take(&entry.key.value) {
                    self.visit(&entry.value, shape, &below);
                } else if let Some(shape) = strangers {
                    self.visit(&entry.value, shape, &below);
                } else {
                    let kind = FaultKind::BadName;
                    self.faults
                        .refuse(entry.key.span, &below, kind, names.rule());
                    self.variables(&entry.value, &below);
                }
            }
        }
    }

    fn unknown(&mut self, entry: &Entry, mapping: &Mapping, path: &Path<'_>) {
        let key = &*entry.key.value;
        if !self.unknown.insert(entry.key.span) {
            return;
        }
        // A suggestion costs more than counting.
        let (close, belongs) = if self.faults.is_full() {
            (None, None)
        } else {
            let belongs = suggest::belongs(key, &entry.value, path);
            let near = || match belongs {
                // A key of another place is more likely meant than one that looks like it.
                Some(_) => None,
                None => suggest::near(key, mapping),
            };
            (suggest::same(key, mapping).or_else(near), belongs)
        };
        let problem = match (&close, &belongs) {
            (Some(close), _) => format!("there is no such key here; `{close}` is close to it"),
            (None, Some(belongs)) => {
                format!(
                    "there is no such key here; it belongs to {}",
                    quote(belongs)
                )
            }
            (None, None) => "there is no such key here".to_owned(),
        };
        let kind = FaultKind::UnknownKey {
            key: key.to_owned(),
            close,
            belongs,
        };
        self.faults
            .refuse(entry.key.span, &path.key(key), kind, problem);
    }

    /// Judges every variable in a value that is not looked into further.
    fn variables(&mut self, node: &Node, path: &Path<'_>) {
        if is_reset(node) {
            return;
        }
        match &node.value {
            Value::Unreadable => {}
            Value::Scalar(_) => {
                self.read(node, path);
            }
            Value::Sequence(items) => {
                for (at, item) in items.iter().enumerate() {
                    self.variables(item, &path.item(at));
                }
            }
            Value::Mapping(entries) => {
                for entry in entries.iter() {
                    self.key(entry, path);
                    self.variables(&entry.value, &path.key(&entry.key.value));
                }
            }
        }
    }
}

/// Whether what was stated before is taken away here.
pub(super) fn is_reset(node: &Node) -> bool {
    node.is_tagged("!reset")
}
