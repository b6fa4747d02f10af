//! Ports, volumes, devices, and the files of secrets and configs.

use serde_json::Value;

use super::Form;
use super::object::{Object, scalar_text, texts};
use crate::model::compose::{Field, Port, Setting, Volume, VolumeKind, clean};
use crate::model::yaml::Node;

/// `ports`, one entry for each port of a range.
pub(super) fn ports(list: &Field<'_>) -> Vec<Value> {
    let ports = list.items().flat_map(|item| match item.port() {
        Setting::Set(port) => written_ports(&item, &port.value),
        Setting::Absent | Setting::Unresolved { .. } | Setting::Malformed { .. } => Vec::new(),
    });
    let mut seen = Vec::new();
    for port in ports {
        if !seen.contains(&port) {
            seen.push(port);
        }
    }
    seen
}

fn written_ports(item: &Field<'_>, port: &Port) -> Vec<Value> {
    let pairs = port.pairs();
    let written = pairs.into_iter().map(|(published, target)| {
        let mut object = Object::default();
        object.text(item, "name");
        let mode = port.mode.clone().unwrap_or_else(|| "ingress".to_owned());
        object.put("mode", Value::String(mode));
        object.put_any("host_ip", port.host_ip.clone().map(Value::String));
        object.put("target", Value::from(target));
        object.put_any("published", published.map(Value::String));
        let protocol = port.protocol.clone().unwrap_or_else(|| "tcp".to_owned());
        object.put("protocol", Value::String(protocol));
        object.text(item, "app_protocol");
        object.into_value()
    });
    written.collect()
}

/// `volumes`.
pub(super) fn volumes(form: &Form<'_>, list: &Field<'_>) -> Vec<Value> {
    let volumes = list.items().filter_map(|item| match item.volume() {
        Setting::Set(volume) => Some(written_volume(form, &item, &volume.value)),
        Setting::Absent | Setting::Unresolved { .. } | Setting::Malformed { .. } => None,
    });
    volumes.collect()
}

fn written_volume(form: &Form<'_>, item: &Field<'_>, volume: &Volume) -> Value {
    let is_long = item.reached().is_some_and(Node::is_mapping);
    let mut object = Object::default();
    let kind = match volume.kind {
        VolumeKind::Bind => "bind",
        VolumeKind::Volume | VolumeKind::Anonymous => "volume",
        VolumeKind::Tmpfs => "tmpfs",
        VolumeKind::Npipe => "npipe",
        VolumeKind::Cluster => "cluster",
        VolumeKind::Image => "image",
    };
    object.put("type", Value::String(kind.to_owned()));
    let source = volume.source.as_deref().map(|source| match volume.kind {
        VolumeKind::Bind => form.folder(item).absolute(source),
        _ => source.to_owned(),
    });
    object.put_any("source", source.map(Value::String));
    if !volume.target.is_empty() {
        object.put("target", Value::String(clean(&volume.target)));
    }
    if volume.read_only {
        object.put("read_only", Value::Bool(true));
    }
    object.text(item, "consistency");
    let mut bind = Object::default();
    bind.put_any("selinux", volume.selinux.clone().map(Value::String));
    bind.put_any("propagation", volume.propagation.clone().map(Value::String));
    if is_long {
        long_volume(&mut object, item, bind);
        return object.into_value();
    }
    let has_options = volume.selinux.is_some() || volume.propagation.is_some();
    if volume.kind == VolumeKind::Bind {
        bind.put("create_host_path", Value::Bool(true));
        object.put("bind", bind.into_value());
    } else {
        if has_options {
            object.put("bind", bind.into_value());
        }
        let mut options = Object::default();
        if volume.no_copy {
            options.put("nocopy", Value::Bool(true));
        }
        object.put("volume", options.into_value());
    }
    object.into_value()
}

fn long_volume(object: &mut Object, item: &Field<'_>, mut bind: Object) {
    let stated = item.get("bind");
    if stated.is_stated() {
        bind.flag(&stated, "create_host_path");
        bind.text(&stated, "recursive");
        object.put("bind", bind.into_value());
    }
    let stated = item.get("volume");
    if stated.is_stated() {
        let mut volume = Object::default();
        volume.pairs(&stated, "labels");
        volume.flag(&stated, "nocopy");
        volume.text(&stated, "subpath");
        object.put("volume", volume.into_value());
    }
    let stated = item.get("tmpfs");
    if stated.is_stated() {
        let mut tmpfs = Object::default();
        tmpfs.bytes(&stated, "size");
        tmpfs.count(&stated, "mode");
        object.put("tmpfs", tmpfs.into_value());
    }
    let stated = item.get("image");
    if stated.is_stated() {
        let mut image = Object::default();
        image.text(&stated, "subpath");
        object.put("image", image.into_value());
    }
}

/// `devices`.
pub(super) fn devices(list: &Field<'_>) -> Vec<Value> {
    let devices = list.items().filter_map(|item| {
        let Setting::Set(device) = item.device() else {
            return None;
        };
        let is_long = item.reached().is_some_and(Node::is_mapping);
        let mut object = Object::default();
        object.put("source", Value::String(device.value.source));
        object.put("target", Value::String(device.value.target));
        let permissions = device.value.permissions;
        let permissions = permissions.or_else(|| (!is_long).then(|| "rwm".to_owned()));
        object.put_any("permissions", permissions.map(Value::String));
        Some(object.into_value())
    });
    devices.collect()
}

/// `secrets` and `configs` of a service or build; `folder` is where a secret without a target
/// is put.
pub(super) fn references(list: &Field<'_>, folder: Option<&str>) -> Vec<Value> {
    let references = list.items().map(|item| {
        let mut object = Object::default();
        let is_long = item.reached().is_some_and(Node::is_mapping);
        let source = scalar_text(&if is_long { item.get("source") } else { item });
        let stated = is_long.then(|| scalar_text(&item.get("target"))).flatten();
        let target = match (folder, stated, &source) {
            (Some(folder), None, Some(source)) => Some(format!("{folder}/{source}")),
            (_, stated, _) => stated,
        };
        object.put_any("source", source.map(Value::String));
        object.put_any("target", target.map(Value::String));
        if is_long {
            object.text(&item, "uid");
            object.text(&item, "gid");
            let mode = item.get("mode").file_mode();
            let mode = mode.value().map(|mode| Value::String(format!("0{mode:o}")));
            object.put_any("mode", mode);
        }
        object.into_value()
    });
    references.collect()
}

/// `gpus` and the devices that a service reserves.
pub(super) fn device_requests(list: &Field<'_>) -> Vec<Value> {
    if list.reached().is_some_and(|node| node.scalar().is_some()) {
        let mut all = Object::default();
        all.put("count", Value::from(-1));
        return vec![all.into_value()];
    }
    let requests = list.items().map(|item| {
        let mut object = Object::default();
        object.texts(&item, "capabilities");
        object.text(&item, "driver");
        let ids = texts(&item.get("device_ids"));
        let count = scalar_text(&item.get("count"));
        let count = match count.as_deref() {
            Some("all") => Some(-1),
            Some(count) => count.parse().ok(),
            None if ids.is_empty() => Some(-1),
            None => None,
        };
        object.put_any("count", count.filter(|count| *count != 0).map(Value::from));
        object.texts(&item, "device_ids");
        object.pairs(&item, "options");
        object.into_value()
    });
    requests.collect()
}

/// `blkio_config`, with the keys of its lists as Compose writes them.
pub(super) fn blkio(field: &Field<'_>) -> Value {
    let mut object = Object::default();
    object.count(field, "weight");
    let devices = field.get("weight_device").items().map(|item| {
        let mut device = Object::default();
        let path = scalar_text(&item.get("path")).unwrap_or_default();
        device.put("Path", Value::String(path));
        let weight = item.get("weight").integer();
        device.put(
            "Weight",
            Value::from(weight.value().copied().unwrap_or_default()),
        );
        device.into_value()
    });
    object.put_list("weight_device", devices.collect());
    for key in [
        "device_read_bps",
        "device_read_iops",
        "device_write_bps",
        "device_write_iops",
    ] {
        let devices = field.get(key).items().map(|item| {
            let mut device = Object::default();
            let path = scalar_text(&item.get("path")).unwrap_or_default();
            device.put("Path", Value::String(path));
            let rate = item
                .get("rate")
                .bytes()
                .value()
                .copied()
                .unwrap_or_default();
            device.put("Rate", Value::String(rate.to_string()));
            device.into_value()
        });
        object.put_list(key, devices.collect());
    }
    object.into_value()
}
