//! `podman info`, in YAML as it prints it by itself, or in JSON, which is YAML too.

use super::registry::Index;
use super::{DockerInfo, Runtime};
use crate::artifact::{Effect, Problem};
use crate::model::inspect::{Engine, Field, Words};
use crate::model::json;
use crate::model::yaml::{self, Node};
use crate::span::{Span, Spanned};

/// What Podman says of the confinement of containers: `host.security`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Confinement {
    /// The place of the object, or `None` where there is none.
    pub span: Option<Span>,
    /// `rootless`.
    pub rootless: Field<bool>,
    /// `seccompEnabled`.
    pub seccomp: Field<bool>,
    /// `seccompProfilePath`.
    pub seccomp_profile: Field<String>,
    /// `apparmorEnabled`.
    pub app_armor: Field<bool>,
    /// `selinuxEnabled`.
    pub selinux: Field<bool>,
    /// `capabilities` that containers get by themselves, with commas between them.
    pub capabilities: Field<String>,
}

/// Keys that Podman's document begins with and Docker's has not.
const KEYS: [&str; 3] = ["host", "store", "version"];

/// Whether a text in JSON is Podman's.
pub(super) fn is_json(text: &str) -> bool {
    let start = text.len() - text.trim_start().len();
    let keys = json::keys(text, Span::new(start, text.len()), 64);
    let has = |name: &str| keys.iter().any(|(key, _)| key == name);
    KEYS.into_iter().filter(|name| has(name)).count() >= 2
}

/// Whether a text has the keys of Podman's document at its margin.
pub(super) fn is_yaml(text: &str) -> bool {
    let has = |name: &str| {
        text.lines().any(|line| {
            let rest = line.strip_prefix(name);
            rest.is_some_and(|rest| rest.trim_end() == ":")
        })
    };
    KEYS.into_iter().filter(|name| has(name)).count() >= 2
}

/// Reads Podman's document.
pub(super) fn read(text: &str) -> DockerInfo {
    let yaml = yaml::parse(text);
    let mut info = DockerInfo {
        engine: Engine::Podman,
        problems: yaml.problems,
        ..DockerInfo::default()
    };
    let document = yaml
        .documents
        .iter()
        .find(|node| node.get("host").is_some());
    let Some(document) = document.or_else(|| yaml.documents.first()) else {
        let message = "the document holds nothing that could be read";
        let problem = Problem::whole(Effect::Unreadable, message);
        info.problems.push(problem);
        return info;
    };
    info.span = document.span;
    host(&mut info, document);
    store(&mut info, document);
    registries(&mut info, document);
    info.server_version = string(document, &["version", "Version"]);
    info.api_version = string(document, &["version", "APIVersion"]);
    info.authorization_plugins = words(document, &["plugins", "authorization"]);
    info.log_plugins = words(document, &["plugins", "log"]);
    info.network_plugins = words(document, &["plugins", "network"]);
    info.volume_plugins = words(document, &["plugins", "volume"]);
    info
}

fn host(info: &mut DockerInfo, document: &Node) {
    info.name = string(document, &["host", "hostname"]);
    info.architecture = string(document, &["host", "arch"]);
    info.kernel_version = string(document, &["host", "kernel"]);
    info.os_type = string(document, &["host", "os"]);
    info.operating_system = string(document, &["host", "distribution", "distribution"]);
    info.cgroup_driver = string(document, &["host", "cgroupManager"]);
    // Docker says `2` where Podman says `v2`.
    let version = string(document, &["host", "cgroupVersion"]);
    info.cgroup_version = version.map(|version| version.trim_start_matches('v').to_owned());
    info.logging_driver = string(document, &["host", "logDriver"]);
    info.default_runtime = string(document, &["host", "ociRuntime", "name"]);
    if let Field::Stated(name) = &info.default_runtime {
        let runtime = Runtime {
            name: name.clone(),
            path: string(document, &["host", "ociRuntime", "path"]),
            arguments: Field::Absent,
        };
        info.runtimes = Field::Stated(Spanned::new(vec![runtime], name.span));
    }
    let of = |key: &'static str| ["host", "security", key];
    info.confinement = Confinement {
        span: document.at(&["host", "security"]).map(|node| node.span),
        rootless: flag(document, &of("rootless")),
        seccomp: flag(document, &of("seccompEnabled")),
        seccomp_profile: string(document, &of("seccompProfilePath")),
        app_armor: flag(document, &of("apparmorEnabled")),
        selinux: flag(document, &of("selinuxEnabled")),
        capabilities: string(document, &of("capabilities")),
    };
}

fn store(info: &mut DockerInfo, document: &Node) {
    info.driver = string(document, &["store", "graphDriverName"]);
    info.root_dir = string(document, &["store", "graphRoot"]);
    let count = |key: &'static str| number(document, &["store", "containerStore", key]);
    info.containers = count("number");
    info.containers_running = count("running");
    info.containers_paused = count("paused");
    info.containers_stopped = count("stopped");
    info.images = number(document, &["store", "imageStore", "number"]);
    let Some(status) = document.at(&["store", "graphStatus"]) else {
        return;
    };
    let pairs = status.entries().iter().map(|entry| {
        let key = Spanned::new(entry.key.value.to_string(), entry.key.span);
        let value = entry.value.as_str().unwrap_or_default().to_owned();
        (key, Spanned::new(value, entry.value.span))
    });
    let pairs: Vec<_> = pairs.collect();
    if !pairs.is_empty() {
        info.driver_status = Field::Stated(Spanned::new(pairs, status.span));
    }
}

/// Besides the list of registries to search, each registry has a key of its own.
fn registries(info: &mut DockerInfo, document: &Node) {
    let Some(registries) = document.get("registries") else {
        return;
    };
    let single = registries
        .entries()
        .iter()
        .filter(|entry| entry.value.is_mapping());
    let index = |entry: &yaml::Entry| {
        let insecure = flag(&entry.value, &["Insecure"]);
        Index {
            name: Spanned::new(entry.key.value.to_string(), entry.key.span),
            secure: insecure.map(|insecure| !insecure),
            mirrors: words(&entry.value, &["Mirrors"]),
        }
    };
    let indexes: Vec<_> = single.map(index).collect();
    if !indexes.is_empty() {
        info.registries.indexes = Field::Stated(Spanned::new(indexes, registries.span));
    }
}

fn typed<T>(node: &Node, path: &[&str], of: impl Fn(&Node) -> Option<T>) -> Field<T> {
    match node.at(path) {
        None => Field::Absent,
        Some(found) if found.is_null() => Field::Absent,
        Some(found) => of(found).map_or(Field::Unreadable(found.span), |value| {
            Field::Stated(Spanned::new(value, found.span))
        }),
    }
}

fn string(node: &Node, path: &[&str]) -> Field<String> {
    let read = typed(node, path, |found| found.as_str().map(str::to_owned));
    match read {
        Field::Stated(stated) if stated.value.is_empty() => Field::Absent,
        read => read,
    }
}

fn flag(node: &Node, path: &[&str]) -> Field<bool> {
    typed(node, path, Node::as_bool)
}

fn number(node: &Node, path: &[&str]) -> Field<i64> {
    typed(node, path, Node::as_int)
}

fn words(node: &Node, path: &[&str]) -> Words {
    let read = typed(node, path, |found| {
        let word = |item: &Node| Some(Spanned::new(item.as_str()?.to_owned(), item.span));
        let is_list = found.is_sequence();
        is_list.then(|| found.items().iter().filter_map(word).collect::<Vec<_>>())
    });
    match read {
        Field::Stated(stated) if stated.value.is_empty() => Field::Absent,
        read => read,
    }
}
