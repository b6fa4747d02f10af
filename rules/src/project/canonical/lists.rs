//! What may be a list or a mapping, brought into one form.

use serde_json::{Map, Value};

use super::object::{Object, plain, scalar_text, texts};
use crate::model::compose::{Field, Service};
use crate::model::yaml::Node;
use crate::sorted::InOrder;

/// `depends_on`, with what links and shared namespaces add to it.
pub(super) fn dependencies(service: &Service) -> Map<String, Value> {
    let mut map = Map::new();
    let stated = service.field(&["depends_on"]);
    if stated.reached().is_some_and(Node::is_sequence) {
        for name in texts(&stated) {
            map.insert(name, dependency("service_started", false, true));
        }
    }
    for entry in stated.reached().map(Node::entries).unwrap_or_default() {
        let field = stated.get(&entry.key.value);
        let condition = scalar_text(&field.get("condition"));
        let flag = |key: &str| field.get(key).boolean().value().copied();
        let mut object = Object::default();
        object.put_any("condition", condition.map(Value::String));
        if flag("restart") == Some(true) {
            object.put("restart", Value::Bool(true));
        }
        object.put("required", Value::Bool(flag("required").unwrap_or(true)));
        map.insert(entry.key.value.to_string(), object.into_value());
    }
    let mut add = |name: &str, restart| {
        if !map.contains_key(name) {
            map.insert(
                name.to_owned(),
                dependency("service_started", restart, true),
            );
        }
    };
    for link in texts(&service.field(&["links"])) {
        add(link.split(':').next().unwrap_or_default(), true);
    }
    for key in ["network_mode", "ipc", "pid", "uts", "cgroup"] {
        let shared = scalar_text(&service.field(&[key]));
        if let Some(name) = shared.as_deref().and_then(|it| it.strip_prefix("service:")) {
            add(name, true);
        }
    }
    for from in texts(&service.field(&["volumes_from"])) {
        if !from.starts_with("container:") {
            add(from.split(':').next().unwrap_or_default(), false);
        }
    }
    map
}

fn dependency(condition: &str, restart: bool, required: bool) -> Value {
    let mut object = Object::default();
    object.put("condition", Value::String(condition.to_owned()));
    if restart {
        object.put("restart", Value::Bool(true));
    }
    object.put("required", Value::Bool(required));
    object.into_value()
}

/// `networks` of a service; the default one where none is stated.
pub(super) fn networks(service: &Service) -> Map<String, Value> {
    let stated = service.field(&["networks"]);
    let mut map = Map::new();
    if stated.reached().is_some_and(Node::is_sequence) {
        map.extend(texts(&stated).into_iter().map(|name| (name, Value::Null)));
    }
    for entry in stated.reached().map(Node::entries).unwrap_or_default() {
        let field = stated.get(&entry.key.value);
        let is_null = field.reached().is_none_or(Node::is_null);
        let value = if is_null {
            Value::Null
        } else {
            network(&field)
        };
        map.insert(entry.key.value.to_string(), value);
    }
    if map.is_empty() {
        map.insert("default".to_owned(), Value::Null);
    }
    map
}

fn network(field: &Field<'_>) -> Value {
    let mut object = Object::default();
    object.texts(field, "aliases");
    object.pairs(field, "driver_opts");
    object.count(field, "gw_priority");
    object.text(field, "interface_name");
    object.text(field, "ipv4_address");
    object.text(field, "ipv6_address");
    object.texts(field, "link_local_ips");
    object.text(field, "mac_address");
    object.count(field, "priority");
    object.into_value()
}

/// `models` of a service.
pub(super) fn models(field: &Field<'_>) -> Map<String, Value> {
    let mut map = Map::new();
    if field.reached().is_some_and(Node::is_sequence) {
        map.extend(texts(field).into_iter().map(|name| (name, Value::Null)));
    }
    for entry in field.reached().map(Node::entries).unwrap_or_default() {
        map.insert(
            entry.key.value.to_string(),
            plain(&field.get(&entry.key.value)),
        );
    }
    map
}

/// `extra_hosts` as a sorted list of `name=address`.
pub(super) fn hosts(field: &Field<'_>) -> Vec<Value> {
    let mut hosts = Vec::new();
    if field.reached().is_some_and(Node::is_sequence) {
        for host in texts(field) {
            let parts = host.split_once('=').or_else(|| host.split_once(':'));
            if let Some((name, addresses)) = parts {
                hosts.extend(
                    addresses
                        .split(',')
                        .map(|it| (name.to_owned(), it.to_owned())),
                );
            }
        }
    }
    for entry in field.reached().map(Node::entries).unwrap_or_default() {
        let addresses = texts(&field.get(&entry.key.value));
        hosts.extend(
            addresses
                .into_iter()
                .map(|it| (entry.key.value.to_string(), it)),
        );
    }
    let bare = |address: &str| {
        let inner = address
            .strip_prefix('[')
            .and_then(|it| it.strip_suffix(']'));
        inner.unwrap_or(address).to_owned()
    };
    let written = hosts
        .iter()
        .map(|(name, address)| format!("{name}={}", bare(address)));
    let mut written: Vec<String> = written.collect();
    written.order_by(Ord::cmp);
    written.into_iter().map(Value::String).collect()
}

/// `ulimits`.
pub(super) fn ulimits(field: &Field<'_>) -> Map<String, Value> {
    let mut map = Map::new();
    for entry in field.reached().map(Node::entries).unwrap_or_default() {
        let limit = field.get(&entry.key.value);
        let value = if limit.reached().is_some_and(Node::is_mapping) {
            let mut object = Object::default();
            object.count(&limit, "soft");
            object.count(&limit, "hard");
            object.into_value()
        } else {
            limit
                .integer()
                .value()
                .map_or(Value::Null, |it| Value::from(*it))
        };
        map.insert(entry.key.value.to_string(), value);
    }
    map
}
