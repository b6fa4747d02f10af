//! The state of one load, and the way from documents to a model.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::documents::Taken;
use super::extends::Layer;
use super::include::Included;
use super::limits::Limits;
use super::merge::Merger;
use super::{reset, unique};
use crate::artifact::{Artifact, Effect, Problem};
use crate::finding::Evidence;
use crate::model::compose::{Compose, Fault, Form, Origin, Scope, check_stage};
use crate::model::yaml::{MAX_BROUGHT, Node, quote};
use crate::project::{Group, Missing, Project, Role, file};
use crate::sorted::Sorted;
use crate::span::Span;

/// What several documents come to.
#[derive(Clone, Debug, Default)]
pub(super) struct Loaded {
    /// The merged document; `None` where there are no documents.
    pub(super) root: Option<Node>,
    /// Services that a part is missing from.
    pub(super) torn: BTreeSet<Arc<str>>,
    /// Where a file that should be included is missing, the services that it cannot hold.
    pub(super) lost: Option<BTreeSet<Arc<str>>>,
}

impl Loaded {
    /// Takes note of a missing file that cannot hold these services.
    pub(super) fn lose(&mut self, held: BTreeSet<Arc<str>>) {
        self.lost = Some(match self.lost.take() {
            Some(others) => others.intersection(&held).cloned().into_set(),
            None => held,
        });
    }
}

/// Takes files in, one load long.
pub(super) struct Loader<'a> {
    pub(super) artifacts: &'a [Artifact],
    /// The artifact that problems without a place belong to.
    first: usize,
    pub(super) scope: Scope,
    pub(super) limits: Limits,
    pub(super) taken: Vec<Taken>,
    pub(super) layers: Vec<Layer>,
    pub(super) included: Vec<Included>,
    /// What is wrong with the files themselves, which their artifacts tell.
    pub(super) known: Vec<Problem>,
    pub(super) problems: Vec<Problem>,
    missing: Vec<Missing>,
    /// Where missing files are named.
    told: BTreeSet<Span>,
    /// Whether a tag takes something away in any file.
    pub(super) is_marked: bool,
    /// What Compose refuses before it has merged everything.
    stages: Vec<Fault>,
}

/// How many documents are looked at before others are merged over them: more are rare, and each
/// is looked at with all before it.
const MAX_STAGES: usize = 8;

impl<'a> Loader<'a> {
    pub(super) fn new(artifacts: &'a [Artifact], first: usize) -> Self {
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
            stages: Vec::new(),
        }
    }

    pub(super) fn project(mut self, group: &Group, origin: &Origin) -> Project {
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
            Form::Current | Form::Run => root.get("services").map(Node::entries),
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
        compose.tell_also(self.stages);
        compose.problems.splice(0..0, self.problems);
        let mut artifacts = vec![self.first];
        for source in compose.scope.sources.files() {
            if !artifacts.contains(&source.artifact) {
                artifacts.push(source.artifact);
            }
        }
        Project {
            name: group.name(self.artifacts),
            files: group.files.clone(),
            artifacts,
            compose,
            deployer: group.deployer,
            missing: self.missing,
            problems: Vec::new(),
            given: Arc::default(),
        }
    }

    /// Loads files one over the other. `above` are the files that lead here by including.
    pub(super) fn files(&mut self, files: &[usize], origin: &Origin, above: &[usize]) -> Loaded {
        let mut loaded = Loaded::default();
        let mut stages = 0;
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
                    (Some(base), Some(over)) => {
                        stages += 1;
                        if stages <= MAX_STAGES {
                            self.stages.extend(check_stage(&base, &self.scope));
                        }
                        Some(self.merged(&base, &over))
                    }
                    (base, over) => over.or(base),
                };
            }
        }
        loaded
    }

    /// A document merged over those before it.
    pub(super) fn merged(&mut self, base: &Node, over: &Node) -> Node {
        let base = self.settled(base);
        Merger::new(&self.scope, &mut self.limits, &mut self.problems).document(&base, over)
    }

    pub(super) fn settled(&self, node: &Node) -> Node {
        if self.is_marked {
            reset::settled(node)
        } else {
            node.clone()
        }
    }

    /// The compose file of this name, if it was given.
    pub(super) fn find(&self, path: &str) -> Option<usize> {
        let at = self.artifacts.iter().position(|it| *it.name == *path)?;
        self.artifacts.get(at).and_then(file).map(|_| at)
    }

    /// Notes that a file is needed and was not given.
    pub(super) fn miss(&mut self, path: String, role: Role, span: Span) {
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
        let quoted = quote(&path);
        let message = format!("The file {quoted} {what} here, and it was not given");
        self.problem(span, message);
        let (artifact, span) = self.scope.sources.locate(span);
        let named = Evidence::at(artifact, span);
        self.missing.push(Missing {
            path,
            role,
            named,
            is_required: true,
        });
    }

    /// Notes something that Compose refuses.
    pub(super) fn problem(&mut self, span: Span, message: impl Into<String>) {
        let problem = Problem::at(span, Effect::Partial, message);
        self.problems.push(problem);
    }
}
