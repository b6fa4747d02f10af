//! From the files of a group to one merged model, as Compose loads them.
//!
//! Compose takes the documents of the files one after the other: fills in what services extend,
//! copies in what is included, and merges the document over those before it. Values keep the
//! address of the file that states them, and variables stay what is written until they are read.

mod documents;
mod extends;
mod import;
mod include;
mod limits;
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

use std::collections::BTreeSet;
use std::sync::Arc;

use self::documents::Taken;
use self::extends::Layer;
use self::include::Included;
use self::limits::Limits;
use self::merge::Merger;
use super::{Group, Missing, Project, Role, file};
use crate::artifact::{Artifact, Effect, Problem};
use crate::model::compose::{Compose, Form, Origin, Scope, torn};
use crate::model::yaml::{MAX_BROUGHT, Node};
use crate::span::Span;

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
            name: name.into(),
            files: group.files.clone(),
            artifacts: vec![first],
            compose,
            deployer: group.deployer,
            missing: Vec::new(),
            problems: Vec::new(),
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
        Form::Current => root.get("services"),
        Form::V1 => Some(root),
        Form::Fragment => None,
    };
    let services = services.map(Node::entries).unwrap_or_default();
    root.get("include").is_some() && form != Form::V1
        || services.iter().any(|it| it.value.get("extends").is_some())
}

/// What several documents come to.
#[derive(Clone, Debug, Default)]
struct Loaded {
    /// The merged document; `None` where there are no documents.
    root: Option<Node>,
    /// Services that a part is missing from.
    torn: BTreeSet<Arc<str>>,
    /// Where a file that should be included is missing, the services that it cannot hold.
    lost: Option<BTreeSet<Arc<str>>>,
}

impl Loaded {
    /// Takes note of a missing file that cannot hold these services.
    fn lose(&mut self, held: BTreeSet<Arc<str>>) {
        self.lost = Some(match self.lost.take() {
            Some(others) => others.intersection(&held).cloned().collect(),
            None => held,
        });
    }
}

/// Takes files in, one load long.
struct Loader<'a> {
    artifacts: &'a [Artifact],
    /// The artifact that problems without a place belong to.
    first: usize,
    scope: Scope,
    limits: Limits,
    taken: Vec<Taken>,
    layers: Vec<Layer>,
    included: Vec<Included>,
    /// What is wrong with the files themselves, which their artifacts tell.
    known: Vec<Problem>,
    problems: Vec<Problem>,
    missing: Vec<Missing>,
    /// Where missing files are named.
    told: BTreeSet<Span>,
    /// Whether a tag takes something away in any file.
    is_marked: bool,
}

impl<'a> Loader<'a> {
    fn new(artifacts: &'a [Artifact], first: usize) -> Self {
        Self {
            artifacts,
            first,
            scope: Scope::empty(),
            limits: Limits::new(),
            taken: Vec::new(),
            layers: Vec::new(),
            included: Vec::new(),
            known: Vec::new(),
            problems: Vec::new(),
            missing: Vec::new(),
            told: BTreeSet::new(),
            is_marked: false,
        }
    }

    fn project(mut self, group: &Group, origin: &Origin) -> Project {
        let loaded = self.files(&group.files, origin, &[]);
        let is_v1 = self.are_v1(&group.files);
        let (root, form) = match loaded.root {
            None => (Node::null(), Form::Fragment),
            Some(root) => match root.get("services") {
                Some(services) if is_v1 => (services.clone(), Form::V1),
                Some(_) => (root, Form::Current),
                None => (root, Form::Fragment),
            },
        };
        let root = unique::document(&root, form, &self.scope).unwrap_or(root);
        let services = match form {
            Form::Current => root.get("services").map(Node::entries),
            Form::V1 => Some(root.entries()),
            Form::Fragment => None,
        };
        let mut torn = loaded.torn;
        for entry in services.unwrap_or_default() {
            let name = &entry.key.value;
            if self.limits.is_exhausted()
                || loaded
                    .lost
                    .as_ref()
                    .is_some_and(|held| !held.contains(name))
            {
                torn.insert(Arc::clone(name));
            }
        }
        if self.limits.is_exhausted() {
            let message = format!(
                "The files come to more than {MAX_BROUGHT} values beyond what stands in them; they \
                 are not merged from here on"
            );
            self.problems.push(Problem::whole(Effect::Partial, message));
        }
        self.known.extend_from_slice(&self.problems);
        let mut compose = Compose::new(root, form, self.scope, &self.known, &torn);
        compose.problems.splice(0..0, self.problems);
        let mut artifacts = vec![self.first];
        for source in compose.scope.sources.files() {
            if !artifacts.contains(&source.artifact) {
                artifacts.push(source.artifact);
            }
        }
        Project {
            name: name(self.artifacts, &group.files),
            files: group.files.clone(),
            artifacts,
            compose,
            deployer: group.deployer,
            missing: self.missing,
            problems: Vec::new(),
        }
    }

    /// Loads files one over the other. `above` are the files that lead here by including.
    fn files(&mut self, files: &[usize], origin: &Origin, above: &[usize]) -> Loaded {
        let mut loaded = Loaded::default();
        for artifact in files {
            let mut above = above.to_vec();
            above.push(*artifact);
            for document in self.take(*artifact, origin).iter() {
                let extended = self.with_extended(document, origin);
                let document = self.with_included(extended, origin, &above);
                loaded.torn.extend(document.torn);
                if let Some(held) = document.lost {
                    loaded.lose(held);
                }
                loaded.root = match (loaded.root, document.root) {
                    (Some(base), Some(over)) => Some(self.merged(&base, &over)),
                    (base, over) => over.or(base),
                };
            }
        }
        loaded
    }

    /// A document merged over those before it.
    fn merged(&mut self, base: &Node, over: &Node) -> Node {
        let base = self.settled(base);
        Merger::new(&self.scope, &mut self.limits, &mut self.problems).document(&base, over)
    }

    fn settled(&self, node: &Node) -> Node {
        if self.is_marked {
            reset::settled(node)
        } else {
            node.clone()
        }
    }

    /// The compose file of this name, if it was given.
    fn find(&self, path: &str) -> Option<usize> {
        let at = self.artifacts.iter().position(|it| *it.name == *path)?;
        self.artifacts.get(at).and_then(file).map(|_| at)
    }

    /// Notes that a file is needed and was not given.
    fn miss(&mut self, path: String, role: Role, span: Span) {
        let what = match role {
            Role::Include => "is included",
            Role::Extends => "holds a service that is extended",
            Role::EnvFile => "holds variables",
            Role::LabelFile => "holds labels",
        };
        // An alias may bring the same place again.
        if !self.told.insert(span) {
            return;
        }
        let quoted = crate::model::yaml::quote(&path);
        let message = format!("The file {quoted} {what} here, and it was not given");
        self.problem(span, message);
        let (artifact, span) = self.scope.sources.locate(span);
        let named = crate::finding::Evidence::at(artifact, span);
        self.missing.push(Missing { path, role, named });
    }

    /// Notes something that Compose refuses.
    fn problem(&mut self, span: Span, message: impl Into<String>) {
        let problem = Problem::at(span, Effect::Partial, message);
        self.problems.push(problem);
    }
}

/// What people know a project by: its files, those in the first one's folder without it.
fn name(artifacts: &[Artifact], files: &[usize]) -> Arc<str> {
    let names = files.iter().filter_map(|at| artifacts.get(*at));
    let mut names = names.map(|artifact| &*artifact.name);
    let first = names.next().unwrap_or_default();
    let folder = path::folder(first);
    names
        .fold(first.to_owned(), |all, name| {
            let short = name
                .strip_prefix(folder)
                .map(|it| it.trim_start_matches('/'));
            let beside = short.filter(|short| !short.is_empty() && path::folder(name) == folder);
            format!("{all} + {}", beside.unwrap_or(name))
        })
        .into()
}
