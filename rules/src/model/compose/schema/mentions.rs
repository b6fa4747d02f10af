//! The names a service uses: of other services, networks, volumes, secrets and the rest.

use super::Resource;
use super::services::{Place, Service};
use super::walk::is_reset;
use crate::model::compose::field::Field;
use crate::model::compose::setting::Setting;
use crate::model::compose::volume as volumes;
use crate::model::yaml::{Entry, Node};
use crate::span::Span;

/// A name in a service.
pub(super) struct Reference {
    pub(super) resource: Resource,
    pub(super) name: String,
    pub(super) span: Span,
    keys: &'static [&'static str],
    item: Option<usize>,
    /// Whether the service also starts without it.
    pub(super) optional: bool,
}

impl Reference {
    pub(super) fn new(
        resource: Resource,
        keys: &'static [&'static str],
        name: &str,
        span: Span,
    ) -> Self {
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

/// Everything a service names.
pub(super) fn gather(service: &Service<'_>) -> Vec<Reference> {
    let mut found = Vec::new();
    dependencies(service, &mut found);
    networks(service, &mut found);
    for (at, item, text) in service.texts(&["links"]) {
        let name = match text.split(':').collect::<Vec<_>>().as_slice() {
            [name, _] => (*name).to_owned(),
            _ => text,
        };
        push(
            &mut found,
            Resource::Service,
            &["links"],
            &name,
            item.node(),
            at,
        );
    }
    for (at, item, text) in service.texts(&["volumes_from"]) {
        if !text.starts_with("container:") {
            let name = text.split(':').next().unwrap_or_default();
            push(
                &mut found,
                Resource::Service,
                &["volumes_from"],
                name,
                item.node(),
                at,
            );
        }
    }
    for (at, item) in service.field(&["volumes"]).items().enumerate() {
        let is_long = item.node().is_some_and(Node::is_mapping);
        let name = if is_long {
            let kind = item.get("type").text();
            let is_volume = kind.value().is_some_and(|kind| kind == "volume");
            item.get("source")
                .text()
                .value()
                .filter(|_| is_volume)
                .cloned()
        } else {
            let short = item.text().parse(|text| volumes::short(text));
            let volume = short
                .value()
                .filter(|it| it.kind == volumes::VolumeKind::Volume);
            volume.and_then(|volume| volume.source.clone())
        };
        if let Some(name) = name.filter(|name| !name.is_empty()) {
            push(
                &mut found,
                Resource::Volume,
                &["volumes"],
                &name,
                item.node(),
                at,
            );
        }
    }
    file_mounts(service, Resource::Secret, &["secrets"], &mut found);
    file_mounts(service, Resource::Config, &["configs"], &mut found);
    file_mounts(service, Resource::Secret, &["build", "secrets"], &mut found);
    names(service, Resource::Model, &["models"], &mut found);
    found
}

fn dependencies(service: &Service<'_>, found: &mut Vec<Reference>) {
    const KEYS: &[&str] = &["depends_on"];
    for (at, item, name) in service.texts(KEYS) {
        push(found, Resource::Service, KEYS, &name, item.node(), at);
    }
    for entry in stated(service, KEYS) {
        let required = Field::at(&entry.value, &["required"], service.scope).boolean();
        found.push(Reference {
            optional: required.value() == Some(&false),
            ..Reference::new(Resource::Service, KEYS, &entry.key.value, entry.key.span)
        });
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
    for entry in stated(service, keys) {
        let name = &entry.key.value;
        found.push(Reference::new(resource, keys, name, entry.key.span));
    }
}

/// The keys of a mapping with their values, but those that are taken back.
pub(super) fn stated<'m>(
    service: &Service<'m>,
    keys: &[&str],
) -> impl Iterator<Item = &'m Entry> + use<'m> {
    let entries = service.field(keys).node().map(Node::entries);
    let entries = entries.unwrap_or_default().iter();
    entries.filter(|entry| !is_reset(&entry.value))
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
