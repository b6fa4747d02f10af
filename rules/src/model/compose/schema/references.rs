//! Names in services that must be declared somewhere in the model.

use std::collections::{BTreeMap, BTreeSet};

use super::collect::Faults;
use super::cycles;
use super::mentions::{Reference, gather, stated};
use super::services::Service;
use super::walk::is_reset;
use super::{FaultKind, Resource};
use crate::model::compose::field::Field;
use crate::model::compose::setting::Setting;
use crate::model::yaml::{Node, Value, quote};
use crate::sorted::Sorted;

/// Lists names that nothing declares, and services that depend on each other in a circle.
pub(super) fn check(root: &Node, services: &[Service<'_>], faults: &mut Faults) {
    let declared = Declared::of(root, services);
    let mut edges = Vec::new();
    for (from, service) in services.iter().enumerate() {
        for reference in gather(service) {
            match reference.resource {
                Resource::Service => {
                    let to = declared.services.get(reference.name.as_str()).copied();
                    let target = to.and_then(|to| services.get(to));
                    match (to, target) {
                        (Some(to), Some(target)) => {
                            inactive(service, target, &reference, faults);
                            edges.push((from, to, reference));
                        }
                        _ => declared.missing(service, &reference, faults),
                    }
                }
                Resource::Network
                | Resource::Volume
                | Resource::Secret
                | Resource::Config
                | Resource::Model => declared.missing(service, &reference, faults),
            }
        }
        contexts(service, services, &declared, faults);
        extended(service, &declared, faults);
    }
    cycles::check(services, &edges, faults);
}

/// What the model declares.
struct Declared<'m> {
    services: BTreeMap<&'m str, usize>,
    /// The names in each section; `None` where a section could not be read.
    others: BTreeMap<Resource, Option<BTreeSet<&'m str>>>,
    /// Whether other files declare more.
    is_open: bool,
}

impl<'m> Declared<'m> {
    fn of(root: &'m Node, services: &[Service<'m>]) -> Self {
        let include = root.get("include").filter(|it| !is_reset(it));
        let includes = include.is_some_and(|it| !it.items().is_empty() || it.as_str().is_some());
        let section = |resource: Resource| match root.get(resource.section()) {
            None => Some(BTreeSet::new()),
            Some(node) => match &node.value {
                Value::Mapping(entries) if !is_reset(node) => {
                    let stated = entries.iter().filter(|entry| !is_reset(&entry.value));
                    Some(stated.map(|entry| &*entry.key.value).into_set())
                }
                Value::Unreadable => None,
                Value::Mapping(_) | Value::Sequence(_) | Value::Scalar(_) => Some(BTreeSet::new()),
            },
        };
        let names = services.iter().enumerate();
        Self {
            services: names.map(|(at, service)| (service.name, at)).into_map(),
            others: [
                Resource::Network,
                Resource::Volume,
                Resource::Secret,
                Resource::Config,
                Resource::Model,
            ]
            .into_iter()
            .map(|resource| (resource, section(resource)))
            .into_map(),
            is_open: includes,
        }
    }

    fn missing(&self, service: &Service<'_>, reference: &Reference, faults: &mut Faults) {
        let declares = match self.others.get(&reference.resource) {
            Some(Some(names)) => names.contains(reference.name.as_str()),
            // A section that could not be read may declare it.
            Some(None) => true,
            None => false,
        };
        if declares || self.is_open {
            return;
        }
        let (word, name) = (reference.resource.word(), quote(&reference.name));
        let problem = format!("no {word} {name} is declared");
        let kind = FaultKind::BadReference {
            resource: reference.resource,
            name: reference.name.clone(),
        };
        service.refuse(faults, reference.span, reference.place(), kind, problem);
    }
}

/// A service that runs where the one it needs does not.
fn inactive(
    service: &Service<'_>,
    target: &Service<'_>,
    reference: &Reference,
    faults: &mut Faults,
) {
    if reference.optional || !service.profiles.are_apart(&target.profiles) {
        return;
    }
    let name = quote(&reference.name);
    let problem = format!("the service {name} only runs with a profile that this one runs without");
    let kind = FaultKind::InactiveReference {
        name: reference.name.clone(),
    };
    service.refuse(faults, reference.span, reference.place(), kind, problem);
}

/// Images of other services that a build reads from.
fn contexts(
    service: &Service<'_>,
    services: &[Service<'_>],
    declared: &Declared<'_>,
    faults: &mut Faults,
) {
    const KEYS: &[&str] = &["build", "additional_contexts"];
    let mut named = Vec::new();
    for (_, item, text) in service.texts(KEYS) {
        let value = text.split_once('=').map(|(_, value)| value.to_owned());
        named.extend(value.zip(item.node().map(|node| node.span)));
    }
    for entry in stated(service, KEYS) {
        if let Setting::Set(text) = Field::new(&entry.value, service.scope).text() {
            named.push((text.value, text.span));
        }
    }
    for (text, span) in named {
        let Some(name) = text.strip_prefix("service:") else {
            continue;
        };
        let reference = Reference::new(Resource::Service, KEYS, name, span);
        let target = declared.services.get(name).and_then(|at| services.get(*at));
        match target {
            None => declared.missing(service, &reference, faults),
            Some(target) if target.field(&["build"]).is_stated() || target.is_extended() => {}
            Some(_) => {
                let problem = format!("the service {} is not built", quote(name));
                let place = reference.place();
                service.refuse(faults, span, place, FaultKind::Conflict, problem);
            }
        }
    }
}

/// A service of the same files that another builds on.
fn extended(service: &Service<'_>, declared: &Declared<'_>, faults: &mut Faults) {
    let field = service.field(&["extends"]);
    let is_long = field.node().is_some_and(Node::is_mapping);
    if is_long && field.get("file").is_stated() {
        return;
    }
    let name = if is_long { field.get("service") } else { field };
    if let Setting::Set(name) = name.text() {
        let reference = Reference::new(Resource::Service, &["extends"], &name.value, name.span);
        match declared.services.get(name.value.as_str()) {
            None => declared.missing(service, &reference, faults),
            Some(_) if name.value == service.name => {
                let problem = "the service builds on itself";
                service.refuse(
                    faults,
                    name.span,
                    reference.place(),
                    FaultKind::Cycle,
                    problem,
                );
            }
            Some(_) => {}
        }
    }
}
