//! What Compose 2.40.3 refuses in one merged model, each fault at its place.
//!
//! `grammar` says which keys there are and what may stand at each; `walk` holds a model against
//! it. What no grammar says (that a network is declared, that two limits agree) is in
//! `references`, `conflicts`, `limits`, `mounts` and `resources`. A value that depends on a
//! variable without a value is no fault: nobody knows yet what it comes to.

mod collect;
mod conflicts;
mod cycles;
mod formats;
mod grammar;
mod limits;
mod mentions;
mod mounts;
mod path;
mod references;
mod resources;
mod scalar;
mod services;
mod shape;
mod suggest;
mod walk;

#[cfg(test)]
mod laws;
#[cfg(test)]
mod probes;
#[cfg(test)]
mod tests;

use super::field::Scope;
use crate::artifact::{Effect, Problem};
use crate::model::yaml::Node;
use crate::span::Span;

/// How many faults of one model are listed before the rest is only counted.
pub const MAX_FAULTS: usize = 500;

/// One thing that Compose refuses, or takes for something else than is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where it stands: the value, or the key where the value is not what is wrong.
    pub span: Span,
    /// What is wrong.
    pub kind: FaultKind,
    /// The keys that lead there, such as `services.web.ports[0]`; empty for the whole model.
    pub path: String,
    /// A finished sentence without a full stop.
    pub message: String,
}

/// What is wrong at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// Compose knows no such key here.
    UnknownKey {
        /// The key as it is written.
        key: String,
        /// The key of this mapping that is likely meant.
        close: Option<String>,
        /// Where the key belongs, such as `services.web.cap_drop`, if it is one of another place.
        belongs: Option<String>,
    },
    /// A name of a service, a volume or the like has characters that Compose does not take.
    BadName,
    /// The value is of another type than the key takes.
    WrongType {
        /// What Compose wants, such as `a list`.
        wanted: &'static str,
    },
    /// The value is of the right type and does not say anything that Compose takes there.
    BadValue,
    /// A variable is not written as Compose wants it, or is required and has no value.
    BadVariable,
    /// Something is named that the model does not declare.
    BadReference {
        /// What is missing.
        resource: Resource,
        /// The name that is used.
        name: String,
    },
    /// A service needs another that only runs with a profile it does not share.
    InactiveReference {
        /// The other service.
        name: String,
    },
    /// A key that must be there is not.
    Missing {
        /// The key, or the first of several that would do.
        key: &'static str,
    },
    /// The same thing stands twice where it may stand once.
    Duplicate,
    /// Two services ask for the same container name.
    ContainerName,
    /// Two keys do not go together.
    Conflict,
    /// Services depend on each other in a circle.
    Cycle,
    /// Compose warns and goes on without this key.
    Obsolete,
    /// Compose drops a part of the value without a word.
    Dropped,
    /// Compose takes the value for something else than it looks like.
    Misread,
    /// There are more faults than are listed.
    More {
        /// How many are not listed; at least so many.
        count: usize,
    },
}

/// What a name in a service stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Resource {
    /// Another service.
    Service,
    /// A network.
    Network,
    /// A volume.
    Volume,
    /// A secret.
    Secret,
    /// A config.
    Config,
    /// A model.
    Model,
}

impl Resource {
    /// What people call it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Service => "service",
            Self::Network => "network",
            Self::Volume => "volume",
            Self::Secret => "secret",
            Self::Config => "config",
            Self::Model => "model",
        }
    }

    /// The top-level key that declares it.
    pub const fn section(self) -> &'static str {
        match self {
            Self::Service => "services",
            Self::Network => "networks",
            Self::Volume => "volumes",
            Self::Secret => "secrets",
            Self::Config => "configs",
            Self::Model => "models",
        }
    }
}

impl FaultKind {
    /// Whether Compose stops because of it. What it does not stop at, it takes for something
    /// else or goes on without.
    pub const fn is_refused(&self) -> bool {
        match self {
            Self::UnknownKey { .. }
            | Self::BadName
            | Self::WrongType { .. }
            | Self::BadValue
            | Self::BadVariable
            | Self::BadReference { .. }
            | Self::InactiveReference { .. }
            | Self::Missing { .. }
            | Self::Duplicate
            | Self::ContainerName
            | Self::Conflict
            | Self::Cycle
            | Self::More { .. } => true,
            Self::Obsolete | Self::Dropped | Self::Misread => false,
        }
    }
}

impl FaultKind {
    /// Whether a value says nothing, so that what it was meant to settle is open.
    fn leaves_open(&self) -> bool {
        match self {
            Self::WrongType { .. } | Self::BadValue | Self::BadVariable => true,
            // Some say where a service or a declaration comes from, and are no part of a value.
            Self::Missing { key } => !matches!(*key, "services" | "image" | "file"),
            Self::UnknownKey { .. }
            | Self::BadName
            | Self::BadReference { .. }
            | Self::InactiveReference { .. }
            | Self::Duplicate
            | Self::ContainerName
            | Self::Conflict
            | Self::Cycle
            | Self::Obsolete
            | Self::Dropped
            | Self::Misread
            | Self::More { .. } => false,
        }
    }
}

impl Fault {
    /// The fault as a problem of the file it stands in.
    pub fn problem(&self) -> Problem {
        let effect = if self.kind.leaves_open() {
            Effect::Partial
        } else {
            Effect::Note
        };
        Problem::at(self.span, effect, self.message.clone())
    }
}

/// Everything Compose refuses or misreads in a merged document whose variables stand as written.
///
/// Every service is held to be active, whatever its profiles. A document without the parts that
/// could not be read may lack declarations: the caller knows whether there are such parts.
pub fn check(root: &Node, scope: &Scope) -> Vec<Fault> {
    let mut faults = collect::Faults::new();
    walk::walk(root, scope, false, &mut faults);
    let services = services::all(root, scope);
    references::check(root, &services, &mut faults);
    conflicts::check(&services, &mut faults);
    mounts::check(&services, &mut faults);
    resources::check(root, scope, &mut faults);
    faults.finish(root.span)
}

/// What Compose refuses in a document before another one is merged over it: it casts the values
/// of each file, and holds what it has merged so far against its schema, before it goes on.
pub(crate) fn check_stage(root: &Node, scope: &Scope) -> Vec<Fault> {
    let mut faults = collect::Faults::new();
    walk::walk(root, scope, true, &mut faults);
    let mut faults = faults.finish(root.span);
    faults.retain(|fault| !LATE.iter().any(|place| fault.path.contains(place)));
    faults.retain(|fault| match fault.kind {
        FaultKind::UnknownKey { .. }
        | FaultKind::BadName
        | FaultKind::WrongType { .. }
        | FaultKind::BadValue
        | FaultKind::BadVariable => true,
        // What is missing or stands twice may be a matter of the documents that follow.
        FaultKind::BadReference { .. }
        | FaultKind::InactiveReference { .. }
        | FaultKind::Missing { .. }
        | FaultKind::Duplicate
        | FaultKind::ContainerName
        | FaultKind::Conflict
        | FaultKind::Cycle
        | FaultKind::Obsolete
        | FaultKind::Dropped
        | FaultKind::Misread
        | FaultKind::More { .. } => false,
    });
    for fault in &mut faults {
        fault.message.push_str(HEALED);
    }
    faults
}

/// Places that Compose reads once everything is merged, whatever stands there.
const LATE: [&str; 4] = [".blkio_config.", ".scale", ".storage_opt.", ".tmpfs."];

/// Said of what no longer stands where all documents are merged.
const HEALED: &str = ", and stops before it comes to the file that replaces this";
