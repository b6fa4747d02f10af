//! The services of a merged document, as far as they can be looked into.

use super::FaultKind;
use super::collect::Faults;
use super::path::Path;
use super::walk::is_reset;
use crate::model::compose::field::{Field, Scope};
use crate::model::compose::form::{self, Form, is_extension};
use crate::model::compose::setting::Setting;
use crate::model::yaml::{Entry, Node};
use crate::span::Span;

/// A service that is a mapping.
pub(super) struct Service<'m> {
    pub(super) name: &'m str,
    /// Where the name stands.
    pub(super) key: Span,
    pub(super) node: &'m Node,
    pub(super) scope: &'m Scope,
    /// The profiles of which one must be active; empty where it always runs.
    pub(super) profiles: Profiles,
}

/// The profiles a service runs with.
pub(super) enum Profiles {
    /// They depend on variables without a value.
    Open,
    /// These; none means that it always runs.
    Known(Vec<String>),
}

/// A place below a service.
#[derive(Clone, Copy)]
pub(super) struct Place<'k> {
    pub(super) keys: &'k [&'k str],
    /// Which item of the list that the keys lead to.
    pub(super) item: Option<usize>,
}

/// The place of a key, or of the service where there is none.
pub(super) const fn at<'k>(keys: &'k [&'k str]) -> Place<'k> {
    Place { keys, item: None }
}

/// The services of a document, in its order.
pub(super) fn all<'m>(root: &'m Node, scope: &'m Scope) -> Vec<Service<'m>> {
    let first_version = form::of(root, &mut Vec::new()) == Form::V1;
    let entries = if first_version {
        root.entries()
    } else {
        let holder = root.get("services").filter(|it| !is_reset(it));
        holder.map(Node::entries).unwrap_or_default()
    };
    let is_service = |entry: &&Entry| {
        let key_counts = !first_version || !is_extension(&entry.key.value);
        key_counts && entry.value.is_mapping() && !is_reset(&entry.value)
    };
    let services = entries.iter().filter(is_service);
    services.map(|entry| Service::new(entry, scope)).collect()
}

impl<'m> Service<'m> {
    fn new(entry: &'m Entry, scope: &'m Scope) -> Self {
        Self {
            name: &entry.key.value,
            key: entry.key.span,
            node: &entry.value,
            scope,
            profiles: profiles(&entry.value, scope),
        }
    }

    /// What a path of keys below the service leads to.
    pub(super) fn field(&self, keys: &[&str]) -> Field<'m> {
        Field::at(self.node, keys, self.scope)
    }

    /// The items of a list with the text each holds, where that is known.
    pub(super) fn texts(&self, keys: &[&str]) -> Vec<(usize, Field<'m>, String)> {
        let items = self.field(keys).items().enumerate();
        let texts = items.map(|(at, item)| match item.text() {
            Setting::Set(text) => Some((at, item, text.value)),
            Setting::Absent | Setting::Unresolved { .. } | Setting::Malformed { .. } => None,
        });
        texts.flatten().collect()
    }

    /// Whether it takes over from another service that is not joined in here.
    pub(super) fn is_extended(&self) -> bool {
        self.field(&["extends"]).is_stated()
    }

    /// Lists something about this service that Compose refuses.
    pub(super) fn refuse(
        &self,
        faults: &mut Faults,
        span: Span,
        place: Place<'_>,
        kind: FaultKind,
        problem: impl Into<String>,
    ) {
        let services = Path::ROOT.key("services");
        let own = services.key(self.name);
        let mut told = Some((kind, problem.into()));
        descend(&own, place, &mut |path| {
            if let Some((kind, problem)) = told.take() {
                faults.refuse(span, path, kind, problem);
            }
        });
    }

    /// Lists something about this service that Compose goes on with.
    pub(super) fn note(
        &self,
        faults: &mut Faults,
        span: Span,
        place: Place<'_>,
        kind: FaultKind,
        sentence: impl Into<String>,
    ) {
        let services = Path::ROOT.key("services");
        let own = services.key(self.name);
        let mut told = Some((kind, sentence.into()));
        descend(&own, place, &mut |path| {
            if let Some((kind, sentence)) = told.take() {
                faults.note(span, path, kind, sentence);
            }
        });
    }
}

impl Profiles {
    /// Whether no profile makes both run, though each may run without the other.
    pub(super) fn are_apart(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Known(own), Self::Known(other)) => {
                !other.is_empty() && !own.iter().any(|profile| other.contains(profile))
            }
            (Self::Open, _) | (_, Self::Open) => false,
        }
    }

    /// Whether the service always runs.
    pub(super) fn are_none(&self) -> bool {
        match self {
            Self::Known(profiles) => profiles.is_empty(),
            Self::Open => false,
        }
    }
}

fn profiles(node: &Node, scope: &Scope) -> Profiles {
    /// Nobody writes more, and every dependency compares them.
    const MOST: usize = 64;
    let mut known = Vec::new();
    for profile in Field::at(node, &["profiles"], scope).texts() {
        if known.len() >= MOST {
            return Profiles::Open;
        }
        match profile {
            Setting::Set(name) => known.push(name.value),
            Setting::Absent => {}
            Setting::Unresolved { .. } | Setting::Malformed { .. } => return Profiles::Open,
        }
    }
    Profiles::Known(known)
}

fn descend(path: &Path<'_>, place: Place<'_>, then: &mut dyn FnMut(&Path<'_>)) {
    match (place.keys, place.item) {
        ([], None) => then(path),
        ([], Some(item)) => then(&path.item(item)),
        ([first, rest @ ..], item) => {
            descend(&path.key(first), Place { keys: rest, item }, then);
        }
    }
}
