//! One service in long form.

use serde_json::{Map, Value};

use super::object::{self, Object, plain, scalar_text, texts};
use super::{Form, build, deploy, environment, lists, mounts};
use crate::model::compose::{Field, Service};
use crate::model::yaml::Node;

/// Keys that hold one text.
const TEXTS: [&str; 23] = [
    "cgroup_parent",
    "cgroup",
    "cpuset",
    "container_name",
    "domainname",
    "hostname",
    "image",
    "ipc",
    "isolation",
    "mac_address",
    "network_mode",
    "pid",
    "platform",
    "restart",
    "runtime",
    "stop_signal",
    "user",
    "userns_mode",
    "uts",
    "volume_driver",
    "working_dir",
    "log_driver",
    "net",
];

/// Keys that hold a list of texts.
const LISTS: [&str; 14] = [
    "cap_add",
    "cap_drop",
    "device_cgroup_rules",
    "dns",
    "dns_opt",
    "dns_search",
    "expose",
    "external_links",
    "group_add",
    "links",
    "profiles",
    "security_opt",
    "tmpfs",
    "volumes_from",
];

/// Keys that hold a whole number, left out where it is 0.
const COUNTS: [&str; 8] = [
    "cpu_count",
    "cpu_period",
    "cpu_quota",
    "cpu_rt_period",
    "cpu_rt_runtime",
    "cpu_shares",
    "oom_score_adj",
    "pids_limit",
];

/// Keys that hold a size in bytes.
const SIZES: [&str; 5] = [
    "mem_limit",
    "mem_reservation",
    "memswap_limit",
    "mem_swappiness",
    "shm_size",
];

/// Keys that hold a boolean, left out where it is false.
const FLAGS: [&str; 6] = [
    "oom_kill_disable",
    "privileged",
    "read_only",
    "stdin_open",
    "tty",
    "use_api_socket",
];

/// A service in long form.
pub(super) fn written(form: &Form<'_>, service: &Service) -> Value {
    let field = service.field(&[]);
    let mut object = Object::default();
    for key in TEXTS {
        object.text(&field, key);
    }
    for key in LISTS {
        object.texts(&field, key);
    }
    for key in COUNTS {
        object.count(&field, key);
    }
    for key in SIZES {
        object.bytes(&field, key);
    }
    for key in FLAGS {
        object.flag(&field, key);
    }
    for key in ["annotations", "storage_opt", "sysctls"] {
        object.pairs(&field, key);
    }
    object.flag_stated(&field, "attach");
    object.flag_stated(&field, "init");
    object.count_stated(&field, "scale");
    object.number(&field, "cpu_percent");
    object.number(&field, "cpus");
    object.command(&field, "command");
    object.command(&field, "entrypoint");
    object.duration(&field, "stop_grace_period");
    let policy = scalar_text(&field.get("pull_policy"));
    let policy = policy.map(|policy| match policy.as_str() {
        "if_not_present" => "missing".to_owned(),
        _ => policy,
    });
    object.put_any("pull_policy", policy.map(Value::String));
    object.put_any("build", build::written(form, &field.get("build")));
    object.put_any("develop", build::develop(form, &field.get("develop")));
    object.put_any("deploy", deploy::written(&field.get("deploy")));
    object.put_any("healthcheck", healthcheck(&field.get("healthcheck")));
    object.put_list("ports", mounts::ports(&field.get("ports")));
    object.put_list("volumes", mounts::volumes(form, &field.get("volumes")));
    object.put_list("devices", mounts::devices(&field.get("devices")));
    object.put_list("gpus", mounts::device_requests(&field.get("gpus")));
    let secrets = mounts::references(&field.get("secrets"), Some("/run/secrets"));
    object.put_list("secrets", secrets);
    object.put_list("configs", mounts::references(&field.get("configs"), None));
    object.put_list("extra_hosts", lists::hosts(&field.get("extra_hosts")));
    put_map(
        &mut object,
        "environment",
        environment::variables(form, service),
    );
    put_map(&mut object, "labels", environment::labels(form, service));
    put_map(&mut object, "depends_on", lists::dependencies(service));
    put_map(
        &mut object,
        "ulimits",
        lists::ulimits(&field.get("ulimits")),
    );
    put_map(&mut object, "models", lists::models(&field.get("models")));
    if !service.has_provider() && !field.get("network_mode").is_stated() {
        put_map(&mut object, "networks", lists::networks(service));
    }
    logging(&mut object, &field.get("logging"));
    if field.get("blkio_config").is_stated() {
        object.put("blkio_config", mounts::blkio(&field.get("blkio_config")));
    }
    object.put_any("provider", provider(&field.get("provider")));
    if field.get("credential_spec").is_stated() {
        object.put("credential_spec", plain(&field.get("credential_spec")));
    }
    for key in ["pre_start", "post_start", "pre_stop"] {
        let hooks = field.get(key).items().map(|item| hook(&item));
        object.put_list(key, hooks.collect());
    }
    object.into_value()
}

fn put_map(object: &mut Object, key: &str, map: Map<String, Value>) {
    if !map.is_empty() {
        object.put(key, Value::Object(map));
    }
}

fn healthcheck(field: &Field<'_>) -> Option<Value> {
    if !field.reached().is_some_and(Node::is_mapping) {
        return None;
    }
    let mut object = Object::default();
    let test = field.get("test");
    let words = if test.reached().is_some_and(|node| node.scalar().is_some()) {
        let shell = scalar_text(&test).map(|text| vec!["CMD-SHELL".to_owned(), text]);
        shell.unwrap_or_default()
    } else {
        texts(&test)
    };
    object.put_list("test", words.into_iter().map(Value::String).collect());
    for key in ["timeout", "interval", "start_period", "start_interval"] {
        object.duration(field, key);
    }
    object.count_stated(field, "retries");
    object.flag(field, "disable");
    Some(object.into_value())
}

fn logging(object: &mut Object, field: &Field<'_>) {
    if !field.reached().is_some_and(Node::is_mapping) {
        return;
    }
    let mut logging = Object::default();
    logging.text(field, "driver");
    logging.pairs(field, "options");
    object.put("logging", logging.into_value());
}

/// Every option of a provider is a list.
fn provider(field: &Field<'_>) -> Option<Value> {
    field.reached()?;
    let mut object = Object::default();
    object.text(field, "type");
    let stated = field.get("options");
    let mut options = Map::new();
    for entry in stated.reached().map(Node::entries).unwrap_or_default() {
        let values = texts(&stated.get(&entry.key.value)).into_iter();
        options.insert(
            entry.key.value.to_string(),
            values.map(Value::String).collect(),
        );
    }
    put_map(&mut object, "options", options);
    Some(object.into_value())
}

/// A command that accompanies a service.
pub(super) fn hook(field: &Field<'_>) -> Value {
    let mut object = Object::default();
    object.command(field, "command");
    object.text(field, "image");
    object.text(field, "user");
    object.flag(field, "privileged");
    object.text(field, "working_dir");
    let environment = object::pairs(&field.get("environment").pairs(), |_| Some(Value::Null));
    put_map(&mut object, "environment", environment);
    object.flag(field, "per_replica");
    object.into_value()
}
