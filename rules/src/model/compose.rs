//! Compose files, and the model that one or several of them make.
//!
//! A [`File`] is a text as it stands. A [`Compose`] is what services, networks and the rest come
//! to; which files it takes is for [`crate::project`] to say. Every value keeps its place.
//! Nothing here knows defaults of Docker or Compose: what is not stated is [`Setting::Absent`].

mod build;
mod clean;
mod command;
mod deploy;
mod device;
mod env_file;
mod field;
mod form;
mod healthcheck;
mod interpolate;
mod named;
mod pairs;
mod plain;
mod port;
pub mod schema;
mod service;
mod services;
mod setting;
mod size;
mod sources;
mod typing;
mod variables;
mod volume;
mod volume_parts;

#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;

pub use self::build::Build;
pub(crate) use self::clean::clean;
pub use self::command::Command;
pub use self::deploy::RestartPolicy;
pub use self::device::Device;
pub use self::env_file::EnvFile;
pub use self::field::{Field, Scope};
pub use self::form::Form;
pub(crate) use self::form::{SERVICE_KEYS, is_extension, of as form_of};
pub use self::healthcheck::Healthcheck;
pub(in crate::model) use self::interpolate::reduced;
pub use self::interpolate::{Environment, Unset};
pub use self::named::Named;
pub use self::pairs::Pair;
pub use self::plain::plain_value;
pub use self::port::Port;
pub(crate) use self::schema::check_stage;
pub use self::schema::{Fault, FaultKind, Resource};
pub use self::service::{Extends, Service};
pub(crate) use self::services::torn;
pub use self::setting::Setting;
pub use self::sources::{Origin, Source, Sources};
pub use self::volume::{Volume, VolumeKind};
pub use self::volume_parts::VolumeParts;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::artifact::{Effect, Problem};
use crate::model::docker_run;
use crate::model::yaml::{self, Node, Repeated, Yaml};
use crate::sheet::Layout;
use crate::sorted::Sorted;
use crate::span::{Span, Spanned};

/// One compose file as it stands.
#[derive(Clone, Debug)]
pub struct File {
    /// The documents that hold anything, in their order; Compose merges them in that order.
    pub documents: Vec<Node>,
    /// How it is laid out, told by the first document.
    pub form: Form,
    /// How its text is laid out, for those who edit it.
    pub(crate) layout: Layout,
    /// How many bytes the text has.
    pub length: usize,
    /// The comments without `#`.
    pub comments: Vec<Spanned<String>>,
    /// What could not be read, or only with a reservation.
    pub problems: Vec<Problem>,
    /// Keys that their mapping states before.
    pub repeated: Vec<Repeated>,
}

/// What one compose file or several of them come to.
///
/// Spans are addresses in [`Compose::scope`]'s sources.
#[derive(Clone, Debug)]
pub struct Compose {
    /// The project's name, if a file states it.
    pub name: Setting<String>,
    /// The services in the order of the files.
    pub services: Vec<Service>,
    /// The positions of the services that say how they are built, in order.
    pub built: Vec<usize>,
    /// The networks that are declared.
    pub networks: Vec<Named>,
    /// The position of each network by its name; of a name that stands twice, the first.
    network_places: BTreeMap<String, usize>,
    /// The volumes that are declared.
    pub volumes: Vec<Named>,
    /// The secrets that are declared.
    pub secrets: Vec<Named>,
    /// The configs that are declared.
    pub configs: Vec<Named>,
    /// How it is laid out.
    pub form: Form,
    /// The whole document, for keys that have no reading of their own.
    pub root: Node,
    /// What values depend on.
    pub scope: Scope,
    /// What Compose refuses, or takes for something else than is written.
    pub faults: Vec<Fault>,
    /// Values that Compose refuses, so that what they were meant to settle is open.
    pub problems: Vec<Problem>,
    /// Variables that values depend on and that have neither a value nor a default,
    /// once for each place.
    pub unset: Vec<Spanned<String>>,
}

/// Reads a text as a compose file. Never fails.
pub fn read(text: &str) -> File {
    from_yaml(yaml::parse(text), text)
}

/// Reads a parsed text as a compose file.
pub fn from_yaml(yaml: Yaml, text: &str) -> File {
    let Yaml {
        documents,
        comments,
        mut problems,
        repeated,
    } = yaml;
    let layout = Layout::of(text, &documents, &problems);
    let documents = form::filled(documents, &mut problems);
    let form = documents
        .first()
        .map_or(Form::Fragment, |first| form::of(first, &mut problems));
    if let ([only], []) = (documents.as_slice(), comments.as_slice()) {
        form::tell_printed(only, &mut problems);
    }
    File {
        documents,
        form,
        layout,
        length: text.len(),
        comments,
        problems,
        repeated,
    }
}

impl Compose {
    /// The model of a merged document. `known` are the problems of the files it was read from,
    /// at addresses; what they tell is not told again. Services that are `torn` are not whole.
    pub fn new(
        root: Node,
        form: Form,
        scope: Scope,
        known: &[Problem],
        torn: &BTreeSet<Arc<str>>,
    ) -> Self {
        let mut problems = Vec::new();
        let services = services::all(&root, form, &scope, torn, &mut problems);
        let unset = variables::unset(&root, &scope);
        let faults = if form == Form::Run {
            // What a command may say is for its own reader.
            problems.extend(services.iter().flat_map(docker_run::refused));
            Vec::new()
        } else {
            schema::check(&root, &scope)
        };
        let told = known.iter().chain(&problems);
        let told: BTreeSet<Span> = told.filter_map(|problem| problem.span).into_set();
        let untold = faults.iter().filter(|fault| !told.contains(&fault.span));
        let open = untold.map(Fault::problem);
        problems.extend(open.filter(|problem| problem.effect == Effect::Partial));
        let named = |key| named::all(&root, key, form, &scope);
        let is_built = |(_, service): &(usize, &Service)| !service.build().is_absent();
        let built = services.iter().enumerate().filter(is_built);
        let networks: Vec<Named> = named("networks");
        let places = networks.iter().enumerate().rev();
        Self {
            name: Field::at(&root, &["name"], &scope).text(),
            built: built.map(|(at, _)| at).collect(),
            services,
            network_places: places
                .map(|(at, it)| (it.name.value.clone(), at))
                .into_map(),
            networks,
            volumes: named("volumes"),
            secrets: named("secrets"),
            configs: named("configs"),
            form,
            scope,
            faults,
            problems,
            unset,
            root,
        }
    }

    /// Adds what Compose refuses before everything is merged, unless it stands there still.
    pub(crate) fn tell_also(&mut self, stages: Vec<Fault>) {
        let known = self.faults.iter().map(|fault| fault.span);
        let mut told: BTreeSet<Span> = known.into_set();
        let untold = stages.into_iter().filter(|fault| told.insert(fault.span));
        self.faults.extend(untold);
    }

    /// The network of this name.
    pub fn network(&self, name: &str) -> Option<&Named> {
        self.networks.get(*self.network_places.get(name)?)
    }

    /// The service of this name.
    pub fn service(&self, name: &str) -> Option<&Service> {
        self.services
            .iter()
            .find(|service| service.name.value == name)
    }
}

#[cfg(test)]
impl File {
    /// The model of the first document alone, with these variables.
    pub(in crate::model) fn alone(&self, artifact: usize, environment: &Environment) -> Compose {
        let root = self.documents.first().cloned().unwrap_or_else(Node::null);
        let origin = Origin {
            environment: Arc::new(environment.clone()),
            ..Origin::default()
        };
        let scope = Scope::alone(artifact, self.length, origin);
        let torn = torn(&root, self.form, &self.problems);
        Compose::new(root, self.form, scope, &self.problems, &torn)
    }
}

/// The model of a text alone, with the problems of the text.
#[cfg(test)]
fn alone(text: &str, environment: &Environment) -> Compose {
    let file = read(text);
    let mut compose = file.alone(0, environment);
    compose.problems.splice(0..0, file.problems);
    compose
}
