//! Compose files: one file read completely, every value with its place.
//!
//! Nothing here knows defaults of Docker or Compose: what a file does not state is
//! [`Setting::Absent`]. Files that extend, include or override each other are not joined here.

mod build;
mod command;
mod deploy;
mod device;
mod faults;
mod field;
mod form;
mod healthcheck;
mod interpolate;
mod named;
mod pairs;
mod port;
mod service;
mod services;
mod setting;
mod size;
mod typing;
mod variables;
mod volume;

#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;

pub use self::build::Build;
pub use self::command::Command;
pub use self::deploy::RestartPolicy;
pub use self::device::Device;
pub use self::field::Field;
pub use self::form::Form;
pub use self::healthcheck::Healthcheck;
pub use self::interpolate::{Environment, Unset};
pub use self::named::Named;
pub use self::pairs::Pair;
pub use self::port::Port;
pub use self::service::{Extends, Service};
pub use self::setting::Setting;
pub use self::volume::{Volume, VolumeKind};

use std::sync::Arc;

use self::field::Scope;
use crate::artifact::Problem;
use crate::model::yaml::{self, Node, Yaml};
use crate::span::Spanned;

/// One compose file.
#[derive(Clone, Debug)]
pub struct Compose {
    /// The project's name, if the file states it.
    pub name: Setting<String>,
    /// The services in the order of the file.
    pub services: Vec<Service>,
    /// The networks the file declares.
    pub networks: Vec<Named>,
    /// The volumes the file declares.
    pub volumes: Vec<Named>,
    /// The secrets the file declares.
    pub secrets: Vec<Named>,
    /// The configs the file declares.
    pub configs: Vec<Named>,
    /// How the file is laid out.
    pub form: Form,
    /// The whole document, for keys that have no reading of their own.
    pub root: Node,
    /// The comments without `#`.
    pub comments: Vec<Spanned<String>>,
    /// What could not be read, or only with a reservation.
    pub problems: Vec<Problem>,
    /// Variables that values depend on and that have neither a value nor a default,
    /// once for each place.
    pub unset: Vec<Spanned<String>>,
}

/// Reads a text as a compose file, with no variable known. Never fails.
pub fn read(text: &str) -> Compose {
    from_yaml(yaml::parse(text))
}

/// Reads a parsed text as a compose file, with no variable known.
pub fn from_yaml(yaml: Yaml) -> Compose {
    with_environment(yaml, &Environment::new())
}

/// Reads a parsed text as a compose file; `environment` holds the variables that are known,
/// such as those of the `.env` file beside it.
pub fn with_environment(yaml: Yaml, environment: &Environment) -> Compose {
    let Yaml {
        documents,
        comments,
        mut problems,
    } = yaml;
    let root = form::first_document(documents, &mut problems);
    let scope = Scope {
        environment: Arc::new(environment.clone()),
        unset: Unset::Unknown,
    };
    let form = form::of(&root, &mut problems);
    let services = services::all(&root, form, &scope, &mut problems);
    let unset = variables::check(&root, &scope, &mut problems);
    faults::check(&services, &mut problems);
    let named = |key| named::all(&root, key, form, &scope);
    Compose {
        name: Field::at(&root, &["name"], &scope).text(),
        services,
        networks: named("networks"),
        volumes: named("volumes"),
        secrets: named("secrets"),
        configs: named("configs"),
        form,
        comments,
        problems,
        unset,
        root,
    }
}

impl Compose {
    /// The service of this name.
    pub fn service(&self, name: &str) -> Option<&Service> {
        self.services
            .iter()
            .find(|service| service.name.value == name)
    }
}
