//! Names in services that must be declared somewhere in the model.

use std::collections::{BTreeMap, BTreeSet};

use super::collect::Faults;
use super::cycles;
use super::services::{Place, Service};
use super::walk::is_reset;
use super::{FaultKind, Resource};
use crate::model::compose::setting::Setting;
use crate::model::compose::volume as volumes;
use crate::model::yaml::{Node, Value, quote};
use crate::span::Span;

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

/// A name in a service.
pub(super) struct Reference {
    pub(super) resource: Resource,
    pub(super) name: String,
    pub(super) span: Span,
    keys: &'static [&'static str],
    item: Option<usize>,
    /// Whether the service also starts without it.
    optional: bool,
}

impl Reference {
    fn new(resource: Resource, keys: &'static [&'static str], name: &str, span: Span) -> Self {
        Self {
            resource,
            name: name.to_owned(),
            span,
            keys,
            item: None,
            optional: false,
        }
    }

    pub(super) const fn place(&self) -> Place<'static> {
        Place {
            keys: self.keys,
            item: self.item,
        }
    }
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
                    Some(stated.map(|entry| &*entry.key.value).collect())
                }
                Value::Unreadable => None,
                Value::Mapping(_) | Value::Sequence(_) | Value::Scalar(_) => Some(BTreeSet::new()),
            },
        };
        let names = services.iter().enumerate();
        Self {
            services: names.map(|(at, service)| (service.name, at)).collect(),
            others: [
                Resource::Network,
                Resource::Volume,
                Resource::Secret,
                Resource::Config,
                Resource::Model,
            ]
            .into_iter()
            .map(|resource| (resource, section(resource)))
            .collect(),
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

/// Everything a service names.
fn gather(service: &Service<'_>) -> Vec<Reference> {
    let mut found = Vec::new();
    dependencies(service, &mut found);
    networks(service, &mut found);
    for (at, item, text) in service.texts(&["links"]) {
        let name = match text.split(':').collect::<Vec<_>>().as_slice() {
            [name, _] => (*name).to_owned(),
            _ => text,
        };
        push(&mut found, Resource::Service, &["links"], &name, item.node(), at);
    }
    for (at, item, text) in service.texts(&["volumes_from"]) {
        if !text.starts_with("container:") {
            let name = text.split(':').next().unwrap_or_default();
            push(&mut found, Resource::Service, &["volumes_from"], name, item.node(), at);
        }
    }
    for (at, item) in service.field(&["volumes"]).items().enumerate() {
        let is_long = item.node().is_some_and(Node::is_mapping);
        let name = if is_long {
            let kind = item.get("type").text();
            let is_volume = kind.value().is_some_and(|kind| kind == "volume");
            item.get("source").text().value().filter(|_| is_volume).cloned()
        } else {
            let short = item.text().parse(|text| volumes::short(text));
            let volume = short.value().filter(|it| it.kind == volumes::VolumeKind::Volume);
            volume.and_then(|volume| volume.source.clone())
        };
        if let Some(name) = name.filter(|name| !name.is_empty()) {
            push(&mut found, Resource::Volume, &["volumes"], &name, item.node(), at);
        }
    }
    file_mounts(service, Resource::Secret, &["secrets"], &mut found);
    file_mounts(service, Resource::Config, &["configs"], &mut found);
    file_mounts(service, Resource::Secret, &["build", "secrets"], &mut found);
    names(service, Resource::Model, &["models"], &mut found);
    found
}

fn dependencies(service: &Service<'_>, found: &mut Vec<Reference>) {
    let before = found.len();
    names(service, Resource::Service, &["depends_on"], found);
    for reference in found.iter_mut().skip(before) {
        let required = service.field(&["depends_on", &reference.name, "required"]);
        reference.optional = required.boolean().value() == Some(&false);
    }
    for keys in [&["network_mode"] as &[_], &["ipc"], &["pid"], &["uts"]] {
        if let Setting::Set(mode) = service.field(keys).text()
            && let Some(name) = mode.value.strip_prefix("service:")
        {
            found.push(Reference::new(Resource::Service, keys, name, mode.span));
        }
    }
}

/// `default` need not be declared, and beside `network_mode` there may be no networks at all.
fn networks(service: &Service<'_>, found: &mut Vec<Reference>) {
    if !service.field(&["network_mode"]).is_stated() {
        let before = found.len();
        names(service, Resource::Network, &["networks"], found);
        let named = found.split_off(before);
        found.extend(named.into_iter().filter(|it| it.name != "default"));
    }
}

/// Names in a list, or as the keys of a mapping.
fn names(
    service: &Service<'_>,
    resource: Resource,
    keys: &'static [&'static str],
    found: &mut Vec<Reference>,
) {
    for (at, item, name) in service.texts(keys) {
        push(found, resource, keys, &name, item.node(), at);
    }
    let entries = service.field(keys).node().map(Node::entries);
    for entry in entries.unwrap_or_default() {
        if !is_reset(&entry.value) {
            let name = &entry.key.value;
            found.push(Reference::new(resource, keys, name, entry.key.span));
        }
    }
}

fn file_mounts(
    service: &Service<'_>,
    resource: Resource,
    keys: &'static [&'static str],
    found: &mut Vec<Reference>,
) {
    for (at, item) in service.field(keys).items().enumerate() {
        let is_long = item.node().is_some_and(Node::is_mapping);
        let source = if is_long { item.get("source") } else { item };
        if let Setting::Set(name) = source.text() {
            push(found, resource, keys, &name.value, source.node(), at);
        }
    }
}

fn push(
    found: &mut Vec<Reference>,
    resource: Resource,
    keys: &'static [&'static str],
    name: &str,
    node: Option<&Node>,
    item: usize,
) {
    let span = node.map_or_else(Span::default, |node| node.span);
    found.push(Reference {
        item: Some(item),
        ..Reference::new(resource, keys, name, span)
    });
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
    let field = service.field(KEYS);
    for entry in field.node().map(Node::entries).unwrap_or_default() {
        if let Setting::Set(text) = field.get(&entry.key.value).text() {
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
                service.refuse(faults, name.span, reference.place(), FaultKind::Cycle, problem);
            }
            Some(_) => {}
        }
    }
}
