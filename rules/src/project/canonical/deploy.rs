//! `deploy` in long form.

use serde_json::Value;

use super::mounts;
use super::object::{Object, plain, scalar_text};
use crate::model::compose::Field;
use crate::model::yaml::Node;

/// `deploy`; `None` where it is not stated.
pub(super) fn written(field: &Field<'_>) -> Option<Value> {
    if !field.reached().is_some_and(Node::is_mapping) {
        return None;
    }
    let mut object = Object::default();
    object.text(field, "mode");
    object.count_stated(field, "replicas");
    object.pairs(field, "labels");
    for key in ["update_config", "rollback_config"] {
        let config = field.get(key);
        if config.is_stated() {
            object.put(key, update(&config));
        }
    }
    let mut resources = Object::default();
    for key in ["limits", "reservations"] {
        let stated = field.get("resources").get(key);
        if stated.is_stated() {
            resources.put(key, resource(&stated));
        }
    }
    object.put("resources", resources.into_value());
    let policy = field.get("restart_policy");
    if policy.is_stated() {
        let mut restart = Object::default();
        restart.text(&policy, "condition");
        restart.duration(&policy, "delay");
        restart.count_stated(&policy, "max_attempts");
        restart.duration(&policy, "window");
        object.put("restart_policy", restart.into_value());
    }
    object.put("placement", placement(&field.get("placement")));
    object.text(field, "endpoint_mode");
    Some(object.into_value())
}

fn update(field: &Field<'_>) -> Value {
    let mut object = Object::default();
    object.count_stated(field, "parallelism");
    object.duration(field, "delay");
    object.text(field, "failure_action");
    object.duration(field, "monitor");
    object.number(field, "max_failure_ratio");
    object.text(field, "order");
    object.into_value()
}

fn resource(field: &Field<'_>) -> Value {
    let mut object = Object::default();
    object.number(field, "cpus");
    object.bytes(field, "memory");
    object.count(field, "pids");
    object.put_list("devices", mounts::device_requests(&field.get("devices")));
    let generic = field.get("generic_resources").items();
    object.put_list(
        "generic_resources",
        generic.map(|item| plain(&item)).collect(),
    );
    object.into_value()
}

fn placement(field: &Field<'_>) -> Value {
    let mut object = Object::default();
    object.texts(field, "constraints");
    let preferences = field.get("preferences").items().map(|item| {
        let mut preference = Object::default();
        let spread = scalar_text(&item.get("spread"));
        preference.put_any("spread", spread.map(Value::String));
        preference.into_value()
    });
    object.put_list("preferences", preferences.collect());
    object.count(field, "max_replicas_per_node");
    object.into_value()
}
