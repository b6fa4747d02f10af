//! What each line of `docker info` says.

use super::lines::{Line, push};
use super::registry::Index;
use super::{DockerInfo, Manager, Runtime, SecurityOption};
use crate::model::inspect::{Field, Swarm};
use crate::span::Spanned;

/// A line of the daemon's own; whether it is one that is read.
pub(super) fn top(info: &mut DockerInfo, line: &Line<'_>) -> bool {
    match line.label {
        "Containers" => info.containers = line.number(),
        "Images" => info.images = line.number(),
        "Server Version" => info.server_version = line.text(),
        "Storage Driver" => info.driver = line.text(),
        "Logging Driver" => info.logging_driver = line.text(),
        "Cgroup Driver" => info.cgroup_driver = line.text(),
        "Cgroup Version" => info.cgroup_version = line.text(),
        "Swarm" => {
            info.swarm.span = Some(line.span);
            info.swarm.local_node_state = line.text();
        }
        "Runtimes" => {
            info.runtimes = line
                .words()
                .map(|names| names.into_iter().map(Runtime::named).collect());
        }
        "Default Runtime" => info.default_runtime = line.text(),
        "containerd version" => info.containerd_commit = line.text(),
        "runc version" => info.runc_commit = line.text(),
        // Engines before 1.13 name them on the line itself.
        "Security Options" => {
            info.security_options = line.words().map(|names| {
                let option = |name: Spanned<String>| SecurityOption::of(&name.value, name.span);
                names.into_iter().map(option).collect()
            });
        }
        "Default Isolation" => info.isolation = line.text(),
        "Kernel Version" => info.kernel_version = line.text(),
        "Operating System" => info.operating_system = line.text(),
        "OSType" => info.os_type = line.text(),
        "Architecture" => info.architecture = line.text(),
        "Name" => info.name = line.text(),
        "ID" => info.id = line.text(),
        "Docker Root Dir" => info.root_dir = line.text(),
        "Debug Mode" | "Debug Mode (server)" => info.debug = line.flag(),
        "HTTP Proxy" | "Http Proxy" => info.http_proxy = line.text(),
        "HTTPS Proxy" | "Https Proxy" => info.https_proxy = line.text(),
        "Experimental" => info.experimental = line.flag(),
        "Live Restore Enabled" => info.live_restore = line.flag(),
        "Firewall Backend" => info.firewall_driver = line.text(),
        // What stands below them is read.
        "Plugins" | "Insecure Registries" | "Registry Mirrors" | "Labels" => {}
        // The rest is not judged.
        _ => return false,
    }
    true
}

/// A line below one of the daemon's own.
pub(super) fn below(info: &mut DockerInfo, top: &str, heading: &str, line: &Line<'_>) {
    match top {
        "Containers" => match line.label {
            "Running" => info.containers_running = line.number(),
            "Paused" => info.containers_paused = line.number(),
            "Stopped" => info.containers_stopped = line.number(),
            // Nothing else is printed.
            _ => {}
        },
        "Storage Driver" => push(&mut info.driver_status, pair(line), line.span),
        "Firewall Backend" => push(&mut info.firewall_details, pair(line), line.span),
        "Plugins" => match line.label {
            "Authorization" => info.authorization_plugins = line.words(),
            "Log" => info.log_plugins = line.words(),
            "Network" => info.network_plugins = line.words(),
            "Volume" => info.volume_plugins = line.words(),
            // Nothing else is printed.
            _ => {}
        },
        "Swarm" => swarm(info, heading, line),
        "Security Options" => security(info, line),
        "Insecure Registries" => registry(info, line),
        "Registry Mirrors" => push(&mut info.registries.mirrors, line.item(), line.span),
        "Labels" => push(&mut info.labels, line.item(), line.span),
        // The rest is not judged.
        _ => {}
    }
}

fn pair(line: &Line<'_>) -> (Spanned<String>, Spanned<String>) {
    let label = Spanned::new(line.label.to_owned(), line.span);
    (label, Spanned::new(line.value.to_owned(), line.value_span))
}

fn security(info: &mut DockerInfo, line: &Line<'_>) {
    if line.label == "Profile"
        && let Field::Stated(options) = &mut info.security_options
        && let Some(last) = options.value.last_mut()
    {
        last.options
            .push(("profile".to_owned(), line.value.to_owned()));
        last.span = last.span.to(line.span);
        options.span = options.span.to(line.span);
        return;
    }
    let option = SecurityOption::of(line.written, line.span);
    push(&mut info.security_options, option, line.span);
}

/// The list mixes networks with the names of registries.
fn registry(info: &mut DockerInfo, line: &Line<'_>) {
    let is_network = line
        .written
        .split_once('/')
        .is_some_and(|(_, bits)| !bits.is_empty() && bits.bytes().all(|bit| bit.is_ascii_digit()));
    if is_network {
        let networks = &mut info.registries.insecure_networks;
        push(networks, line.item(), line.span);
        return;
    }
    let index = Index {
        name: line.item(),
        secure: Field::Stated(Spanned::new(false, line.span)),
        mirrors: Field::Absent,
    };
    push(&mut info.registries.indexes, index, line.span);
}

fn swarm(info: &mut DockerInfo, heading: &str, line: &Line<'_>) {
    let state = &mut info.swarm;
    match line.label {
        "NodeID" => state.node_id = line.text(),
        "Error" => state.error = line.text(),
        "Is Manager" => state.control_available = line.flag(),
        "Managers" => state.managers = line.number(),
        "Nodes" => state.nodes = line.number(),
        "Node Address" => state.node_address = line.text(),
        "ClusterID" => cluster(info, line).id = line.text(),
        "Data Path Port" => cluster(info, line).data_path_port = line.number(),
        "Expiry Duration" => cluster(info, line).node_cert_expiry_said = line.text(),
        "Force Rotate" => cluster(info, line).force_rotate = line.number(),
        "Autolock Managers" => cluster(info, line).auto_lock_managers = line.flag(),
        "Root Rotation In Progress" => {
            cluster(info, line).root_rotation_in_progress = line.flag();
        }
        _ if heading == "External CAs" => cluster(info, line).external_cas.push(line.span),
        _ if heading == "Manager Addresses" && line.value.is_empty() => {
            let manager = Manager {
                span: line.span,
                node_id: Field::Absent,
                address: Field::Stated(line.item()),
            };
            push(&mut state.remote_managers, manager, line.span);
        }
        // The rest is not judged.
        _ => {}
    }
}

/// What the lines say of the whole swarm.
fn cluster<'a>(info: &'a mut DockerInfo, line: &Line<'_>) -> &'a mut Swarm {
    let cluster = info.swarm.cluster.get_or_insert_with(|| {
        Box::new(Swarm {
            span: line.span,
            ..Swarm::default()
        })
    });
    cluster.span = cluster.span.to(line.span);
    cluster
}
