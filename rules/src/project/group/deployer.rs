//! Who brings a project up, as far as its files tell.

use super::{Files, note};
use crate::artifact::Problem;
use crate::model::yaml::{Node, Value};
use crate::project::{Deployer, path};

/// Keys of `deploy` that only a swarm acts on.
const OF_SWARM: [&str; 4] = [
    "placement",
    "update_config",
    "rollback_config",
    "endpoint_mode",
];

/// Keys of a service that a stack ignores or refuses: whoever writes them means Compose.
const OF_COMPOSE: [&str; 23] = [
    "build",
    "cgroup_parent",
    "container_name",
    "cpu_quota",
    "cpu_shares",
    "cpuset",
    "devices",
    "domainname",
    "extends",
    "external_links",
    "ipc",
    "links",
    "mac_address",
    "mem_limit",
    "memswap_limit",
    "network_mode",
    "pid",
    "privileged",
    "restart",
    "security_opt",
    "shm_size",
    "userns_mode",
    "volumes_from",
];

/// Compose, unless the files look like a stack; the first file says so.
pub(super) fn guess(
    files: &Files<'_>,
    project: &[usize],
    notes: &mut Vec<(usize, Problem)>,
) -> Deployer {
    let Some(why) = stack(files, project) else {
        return Deployer::Compose;
    };
    if let Some(first) = project.first() {
        let message = format!(
            "It is taken for a stack that `docker stack deploy` brings up, because {why}; the \
             policy can say otherwise"
        );
        notes.push(note(*first, message));
    }
    Deployer::Stack
}

/// Why the files look like a stack.
fn stack(files: &Files<'_>, project: &[usize]) -> Option<String> {
    let names = project.iter().map(|index| path::base(files.name(*index)));
    if let Some(name) = names.clone().find(|name| is_stack_name(name)) {
        return Some(format!("{name} is a name of stacks"));
    }
    let contents: Vec<_> = project
        .iter()
        .filter_map(|index| files.contents.get(index))
        .collect();
    let services = || contents.iter().flat_map(|it| it.definitions.iter());
    let states = |service: &&Node, keys: &[&str]| keys.iter().any(|it| service.get(it).is_some());
    if services().any(|service| states(service, &OF_COMPOSE)) {
        return None;
    }
    for service in services() {
        let deploy = service.get("deploy").into_iter();
        for entry in deploy.flat_map(Node::entries) {
            let key = &*entry.key.value;
            let is_global = || key == "mode" && text(&entry.value).starts_with("global");
            if OF_SWARM.contains(&key) {
                return Some(format!("a service states {key} under deploy"));
            }
            if is_global() {
                return Some("a service is to run once on every node".to_owned());
            }
        }
    }
    let documents = contents.iter().flat_map(|it| it.documents);
    for document in documents {
        for (key, kind) in [("secrets", "secret"), ("configs", "config")] {
            let declared = document.get(key).map_or(&[][..], Node::entries);
            let is_external = |node: &Node| match node.get("external") {
                Some(external) if external.is_mapping() => true,
                Some(external) => text(external) == "true",
                None => false,
            };
            if declared.iter().any(|it| is_external(&it.value)) {
                return Some(format!("a {kind} is external, which only a swarm has"));
            }
        }
    }
    None
}

fn text(node: &Node) -> &str {
    match &node.value {
        Value::Scalar(scalar) => &scalar.text,
        Value::Sequence(_) | Value::Mapping(_) | Value::Unreadable => "",
    }
}

/// `stack.yml`, `docker-stack.prod.yml`, `web-stack.yaml`.
fn is_stack_name(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let mut words = lower.split(['.', '-', '_']);
    words.any(|word| word == "stack")
}
