//! `build` in long form.

use serde_json::{Map, Value};

use super::Form;
use super::lists;
use super::mounts;
use super::object::{Object, pairs, scalar_text, texts};
use super::service::hook;
use crate::model::compose::{Field, Setting};
use crate::model::yaml::Node;

/// `build`; `None` where nothing is built.
pub(super) fn written(form: &Form<'_>, field: &Field<'_>) -> Option<Value> {
    let Setting::Set(build) = field.build() else {
        return None;
    };
    let build = build.value;
    let folder = form.folder(field);
    let mut object = Object::default();
    let context = build.context.value().map_or(".", String::as_str);
    object.put(
        "context",
        Value::String(folder.absolute_unless_remote(context)),
    );
    let inline = build.dockerfile_inline.value();
    let dockerfile = match (build.dockerfile.value(), inline) {
        (Some(stated), _) => Some(stated.clone()),
        (None, None) => Some("Dockerfile".to_owned()),
        (None, Some(_)) => None,
    };
    object.put_any("dockerfile", dockerfile.map(Value::String));
    object.put_any("dockerfile_inline", inline.cloned().map(Value::String));
    object.texts(field, "entitlements");
    let arguments = pairs(&build.args, |_| None);
    if !arguments.is_empty() {
        object.put("args", Value::Object(arguments));
    }
    for key in ["provenance", "sbom"] {
        object.put_any(key, scalar_text(&field.get(key)).map(Value::String));
    }
    object.put_list(
        "ssh",
        texts(&field.get("ssh"))
            .into_iter()
            .map(Value::String)
            .collect(),
    );
    object.pairs(field, "labels");
    object.texts(field, "cache_from");
    object.texts(field, "cache_to");
    object.flag(field, "no_cache");
    object.texts(field, "no_cache_filter");
    let contexts = contexts(form, &field.get("additional_contexts"));
    if !contexts.is_empty() {
        object.put("additional_contexts", Value::Object(contexts));
    }
    object.flag(field, "pull");
    object.put_list("extra_hosts", lists::hosts(&field.get("extra_hosts")));
    object.text(field, "isolation");
    object.put_any("network", build.network.value().cloned().map(Value::String));
    object.put_any("target", build.target.value().cloned().map(Value::String));
    object.put_list("secrets", mounts::references(&field.get("secrets"), None));
    object.bytes(field, "shm_size");
    object.texts(field, "tags");
    let ulimits = lists::ulimits(&field.get("ulimits"));
    if !ulimits.is_empty() {
        object.put("ulimits", Value::Object(ulimits));
    }
    object.texts(field, "platforms");
    if build.privileged.value() == Some(&true) {
        object.put("privileged", Value::Bool(true));
    }
    Some(object.into_value())
}

fn contexts(form: &Form<'_>, field: &Field<'_>) -> Map<String, Value> {
    let folder = form.folder(field);
    let mut map = pairs(&field.pairs(), |_| Some(Value::String(String::new())));
    for value in map.values_mut() {
        if let Value::String(path) = value {
            *path = folder.absolute_unless_remote(path);
        }
    }
    map
}

/// `develop`, whose paths are seen from the project's folder.
pub(super) fn develop(form: &Form<'_>, field: &Field<'_>) -> Option<Value> {
    if !field.reached().is_some_and(Node::is_mapping) {
        return None;
    }
    let watch = field.get("watch").items().map(|item| {
        let mut object = Object::default();
        let path = scalar_text(&item.get("path"));
        let path = path.map(|path| form.folder(&item).absolute(&path));
        object.put_any("path", path.map(Value::String));
        object.text(&item, "action");
        object.text(&item, "target");
        object.put("exec", hook(&item.get("exec")));
        object.texts(&item, "include");
        object.texts(&item, "ignore");
        object.flag(&item, "initial_sync");
        object.into_value()
    });
    let mut object = Object::default();
    object.put_list("watch", watch.collect());
    Some(object.into_value())
}
