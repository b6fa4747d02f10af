//! Networks, volumes, secrets and configs in long form, as far as services use them.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::Form;
use super::object::{Object, scalar_text};
use crate::model::compose::{Field, Named};
use crate::model::yaml::Node;
use crate::sorted::Sorted;

/// Every kind of declaration with those of it that a service uses.
pub(super) fn written(
    form: &Form<'_>,
    services: &mut Map<String, Value>,
) -> Vec<(&'static str, Value)> {
    let compose = &form.project.compose;
    let used = |key: &str, name: fn(&Value) -> Vec<String>| -> BTreeSet<String> {
        let values = services.values().filter_map(|service| service.get(key));
        values.flat_map(name).into_set()
    };
    let networks = used("networks", keys);
    let volumes = used("volumes", sources);
    let mut secrets = used("secrets", sources);
    let built = services
        .values()
        .filter_map(|it| it.get("build")?.get("secrets"));
    secrets.extend(built.flat_map(sources));
    let configs = used("configs", sources);
    vec![
        ("networks", all(form, &compose.networks, &networks, network)),
        ("volumes", all(form, &compose.volumes, &volumes, volume)),
        ("secrets", all(form, &compose.secrets, &secrets, file)),
        ("configs", all(form, &compose.configs, &configs, file)),
    ]
}

fn keys(value: &Value) -> Vec<String> {
    let map = value.as_object();
    map.into_iter().flat_map(Map::keys).cloned().collect()
}

fn sources(value: &Value) -> Vec<String> {
    let list = value.as_array();
    let sources = list
        .into_iter()
        .flatten()
        .filter_map(|it| it.get("source")?.as_str());
    sources.map(str::to_owned).collect()
}

fn all(
    form: &Form<'_>,
    declared: &[Named],
    used: &BTreeSet<String>,
    write: fn(&Form<'_>, &Field<'_>, &mut Object),
) -> Value {
    let mut map = Map::new();
    let mut put = |name: &str, field: &Field<'_>| {
        let mut object = Object::default();
        let external = field.get("external");
        // `external` may be a mapping with the real name, as it was once written.
        let is_mapping = external.reached().is_some_and(Node::is_mapping);
        let is_external = is_mapping || external.boolean().value() == Some(&true);
        let stated = scalar_text(&field.get("name")).or_else(|| scalar_text(&external.get("name")));
        let stated = stated.filter(|name| !name.is_empty());
        let real = stated.unwrap_or_else(|| {
            if is_external {
                name.to_owned()
            } else {
                format!("{}_{name}", form.name())
            }
        });
        object.put("name", Value::String(real));
        if is_external {
            object.put("external", Value::Bool(true));
        }
        write(form, field, &mut object);
        map.insert(name.to_owned(), object.into_value());
    };
    for named in declared.iter().filter(|it| used.contains(&it.name.value)) {
        put(&named.name.value, &Field::new(&named.node, form.scope));
    }
    let is_declared = declared.iter().any(|it| it.name.value == "default");
    if used.contains("default") && !is_declared {
        put("default", &Field::nothing(form.scope));
    }
    Value::Object(map)
}

fn network(_: &Form<'_>, field: &Field<'_>, object: &mut Object) {
    object.text(field, "driver");
    object.pairs(field, "driver_opts");
    let stated = field.get("ipam");
    let mut ipam = Object::default();
    ipam.text(&stated, "driver");
    let pools = stated.get("config").items().map(|item| {
        let mut pool = Object::default();
        pool.text(&item, "subnet");
        pool.text(&item, "gateway");
        pool.text(&item, "ip_range");
        pool.pairs(&item, "aux_addresses");
        pool.into_value()
    });
    ipam.put_list("config", pools.collect());
    object.put("ipam", ipam.into_value());
    object.flag(field, "internal");
    object.flag(field, "attachable");
    object.pairs(field, "labels");
    object.flag_stated(field, "enable_ipv4");
    object.flag_stated(field, "enable_ipv6");
}

fn volume(_: &Form<'_>, field: &Field<'_>, object: &mut Object) {
    object.text(field, "driver");
    object.pairs(field, "driver_opts");
    object.pairs(field, "labels");
}

fn file(form: &Form<'_>, field: &Field<'_>, object: &mut Object) {
    let path = scalar_text(&field.get("file"));
    let path = path.map(|path| form.folder(field).absolute(&path));
    object.put_any("file", path.map(Value::String));
    object.text(field, "environment");
    object.text(field, "content");
    object.pairs(field, "labels");
    object.text(field, "driver");
    object.pairs(field, "driver_opts");
    object.text(field, "template_driver");
}
