//! Keys of a service that must be there, or that do not go together.

use std::collections::BTreeMap;

use super::FaultKind;
use super::collect::Faults;
use super::limits;
use super::services::{Place, Service, at};
use crate::model::compose::field::Field;
use crate::model::compose::setting::Setting;
use crate::model::yaml::{Node, quote};
use crate::span::Span;

/// Lists what contradicts itself within a service, and container names that are taken.
pub(super) fn check(services: &[Service<'_>], faults: &mut Faults) {
    for service in services {
        image(service, faults);
        build(service, faults);
        network_mode(service, faults);
        health(service, faults);
        limits::check(service, faults);
        watches(service, faults);
        device_requests(service, &["gpus"], faults);
        let reserved = ["deploy", "resources", "reservations", "devices"];
        device_requests(service, &reserved, faults);
    }
    container_names(services, faults);
}

/// The place where something is stated, or the service's name.
fn span(service: &Service<'_>, field: Field<'_>) -> Span {
    field.node().map_or(service.key, |node| node.span)
}

fn image(service: &Service<'_>, faults: &mut Faults) {
    let image = service.field(&["image"]).text();
    let is_named = match &image {
        Setting::Set(name) => !name.value.is_empty(),
        Setting::Absent => false,
        Setting::Unresolved { .. } | Setting::Malformed { .. } => true,
    };
    let comes_otherwise = service.field(&["build"]).is_stated()
        || service.field(&["provider"]).is_stated()
        || service.is_extended();
    if !is_named && !comes_otherwise {
        let kind = FaultKind::Missing { key: "image" };
        let problem = "it has neither an `image` nor a `build`";
        let span = image.span().unwrap_or(service.key);
        service.refuse(faults, span, at(&[]), kind, problem);
    }
}

fn build(service: &Service<'_>, faults: &mut Faults) {
    let stated = |key: &str| {
        let setting = service.field(&["build", key]).text();
        setting.value().is_some_and(|text| !text.is_empty())
    };
    if stated("dockerfile") && stated("dockerfile_inline") {
        let keys = ["build", "dockerfile_inline"];
        let span = span(service, service.field(&keys));
        let problem = "`dockerfile` and `dockerfile_inline` exclude each other";
        service.refuse(faults, span, at(&keys), FaultKind::Conflict, problem);
    }
    let platforms = service.field(&["build", "platforms"]).texts();
    let known: Vec<&String> = platforms.iter().filter_map(Setting::value).collect();
    let all_known = !known.is_empty() && known.len() == platforms.len();
    if let Setting::Set(platform) = service.field(&["platform"]).text()
        && all_known
        && !platform.value.is_empty()
        && !known.contains(&&platform.value)
    {
        let problem = "`build.platforms` does not list this platform";
        let place = at(&["platform"]);
        service.refuse(faults, platform.span, place, FaultKind::Conflict, problem);
    }
}

fn network_mode(service: &Service<'_>, faults: &mut Faults) {
    let mode = service.field(&["network_mode"]);
    let networks = service.field(&["networks"]).node();
    let has_networks =
        networks.is_some_and(|node| !node.entries().is_empty() || !node.items().is_empty());
    if mode.is_stated() && has_networks {
        let problem = "`network_mode` and `networks` exclude each other";
        let (span, place) = (span(service, mode), at(&["network_mode"]));
        service.refuse(faults, span, place, FaultKind::Conflict, problem);
    }
}

fn health(service: &Service<'_>, faults: &mut Faults) {
    const KEYS: &[&str] = &["healthcheck", "test"];
    let first = service.field(KEYS).items().next();
    if let Some(Setting::Set(word)) = first.map(|item| item.text())
        && !matches!(word.value.as_str(), "CMD" | "CMD-SHELL" | "NONE")
    {
        let problem = "a test in list form starts with `CMD`, `CMD-SHELL` or `NONE`";
        let place = Place {
            keys: KEYS,
            item: Some(0),
        };
        service.refuse(faults, word.span, place, FaultKind::BadValue, problem);
    }
}

/// What is copied into the container needs to know where to.
fn watches(service: &Service<'_>, faults: &mut Faults) {
    const KEYS: &[&str] = &["develop", "watch"];
    for (item, watch) in service.field(KEYS).items().enumerate() {
        let has_target = match watch.get("target").text() {
            Setting::Set(target) => !target.value.is_empty(),
            Setting::Absent => false,
            Setting::Unresolved { .. } | Setting::Malformed { .. } => true,
        };
        let action = watch.get("action").text();
        let copies = action.value().is_some_and(|it| it.starts_with("sync"));
        if copies && !has_target {
            let place = Place {
                keys: KEYS,
                item: Some(item),
            };
            let kind = FaultKind::Missing { key: "target" };
            let problem = "this action needs a `target`";
            service.refuse(faults, span(service, watch), place, kind, problem);
        }
    }
}

fn device_requests(service: &Service<'_>, keys: &[&str], faults: &mut Faults) {
    for (item, request) in service.field(keys).items().enumerate() {
        let is_mapping = request.node().is_some_and(Node::is_mapping);
        if is_mapping && request.get("count").is_stated() && request.get("device_ids").is_stated() {
            let place = Place {
                keys,
                item: Some(item),
            };
            let problem = "`count` and `device_ids` exclude each other";
            let span = span(service, request.get("count"));
            service.refuse(faults, span, place, FaultKind::Conflict, problem);
        }
    }
}

/// Two services that may run together cannot share the name of their container.
fn container_names(services: &[Service<'_>], faults: &mut Faults) {
    /// How many services of one name are compared; whoever has more sees these first.
    const MOST: usize = 16;
    let mut met: BTreeMap<String, Vec<&Service<'_>>> = BTreeMap::new();
    for service in services {
        let Setting::Set(name) = service.field(&["container_name"]).text() else {
            continue;
        };
        let earlier = met.entry(name.value.clone()).or_default();
        let together = |other: &&&Service<'_>| {
            let either_always = other.profiles.are_none() || service.profiles.are_none();
            either_always || !service.profiles.are_apart(&other.profiles)
        };
        if let Some(other) = earlier.iter().find(together) {
            let problem = format!(
                "the service {} has the same container name",
                quote(other.name)
            );
            let (place, kind) = (at(&["container_name"]), FaultKind::ContainerName);
            service.refuse(faults, name.span, place, kind, problem);
        }
        if earlier.len() < MOST {
            earlier.push(service);
        }
    }
}
