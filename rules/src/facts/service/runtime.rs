//! What a service asks of its host.

use super::Deployed;
use super::limits::{processor_time, restart};
use super::ports::ports;
use crate::facts::addressing::is_network_of_host;
use crate::facts::mounts::is_socket_proxy;
use crate::facts::mounts_of_service::{mounts, open_mounts, propagations};
use crate::facts::{
    Composed, Confinement, Devices, Listed, Logging, Namespaces, Runtime, SecurityOption, memory,
};
use crate::finding::Evidence;
use crate::model::compose::{Form, Service, Setting};
use crate::model::docker_run::PUBLISHES_ALL;
use crate::span::Spanned;

/// What a service asks of its host.
pub(in crate::facts) fn runtime(deployed: Deployed<'_>) -> Runtime {
    let service = deployed.composed.service;
    let flag = |setting: Setting<bool>| deployed.composed.fact_or(setting, false, |value| *value);
    let mode = |setting: Setting<String>, default: &str| {
        deployed
            .composed
            .fact_or(setting, default.to_owned(), Clone::clone)
    };
    Runtime {
        privileged: flag(
            deployed
                .composed
                .effective("privileged", service.privileged()),
        ),
        privileged_hooks: deployed
            .composed
            .list(privileged_hooks(service), |value| Some(*value)),
        deployer: deployed.composed.project.deployer,
        mounts: mounts(deployed),
        open_mounts: open_mounts(deployed),
        propagations: propagations(deployed),
        is_socket_proxy: service
            .image()
            .value()
            .is_some_and(|image| is_socket_proxy(image)),
        memory_mounts: memory::of_service(deployed.composed),
        devices: Devices::of_service(deployed.composed),
        groups_added: deployed
            .composed
            .list(groups(service), |group| Some(group.clone())),
        capabilities_added: deployed.composed.capabilities(service.cap_add()),
        capabilities_dropped: deployed.composed.capabilities(service.cap_drop()),
        security_options: deployed.composed.list(service.security_opt(), |option| {
            let option = SecurityOption::new(option);
            Some(option.with_profile(|path| deployed.text_at(path)))
        }),
        confinement: Confinement::to_come(),
        namespaces: Namespaces::of_service(deployed.composed),
        network_mode: mode(network_mode(deployed), "default"),
        pid_mode: mode(deployed.composed.effective("pid", service.pid()), "private"),
        ipc_mode: mode(deployed.composed.effective("ipc", service.ipc()), "private"),
        ports: ports(deployed),
        publishes_all: publishes_all(deployed.composed),
        api_socket: match service.use_api_socket() {
            Setting::Set(Spanned { value: true, span }) => Some(deployed.composed.at(span)),
            Setting::Set(_)
            | Setting::Absent
            | Setting::Unresolved { .. }
            | Setting::Malformed { .. } => None,
        },
        memory: deployed.composed.memory(),
        processor_time: processor_time(deployed),
        pids: deployed
            .composed
            .limit([service.deploy_pids_limit(), service.pids_limit()]),
        read_only: flag(service.read_only()),
        restart: restart(deployed),
        bounds: deployed.composed.bounds(),
        addressing: deployed.composed.addressing(),
        logging: Logging::of_service(deployed.composed),
        windows: service
            .field(&["platform"])
            .text()
            .value()
            .is_some_and(|platform| platform.starts_with("windows")),
        secret_modes: Listed::none(),
        daemon: None,
        drifts: None,
    }
}

/// The flag that publishes every exposed port; no compose file can say that.
fn publishes_all(composed: Composed<'_>) -> Option<Evidence> {
    let stated = composed.service.field(&[PUBLISHES_ALL]).boolean();
    let is_command = composed.project.compose.form == Form::Run;
    let is_on = is_command && stated.value() == Some(&true);
    stated
        .span()
        .filter(|_| is_on)
        .map(|span| composed.at(span))
}

/// What says whether a command beside the main process runs as privileged.
fn privileged_hooks(service: &Service) -> Vec<Setting<bool>> {
    let hooks = ["pre_start", "post_start", "pre_stop"].into_iter();
    hooks
        .flat_map(|hook| {
            service
                .field(&[hook])
                .list(|command| command.get("privileged").boolean())
        })
        .collect()
}

/// Groups by name or number.
fn groups(service: &Service) -> Vec<Setting<String>> {
    service
        .field(&["group_add"])
        .list(|item| match item.text() {
            Setting::Malformed { .. } => item.integer().map(|number| number.to_string()),
            text => text,
        })
}

/// The mode stated, or `host` where the only network is the host's under another name.
fn network_mode(deployed: Deployed<'_>) -> Setting<String> {
    let stated = deployed.composed.service.network_mode();
    // What v1 calls `net` has no meaning elsewhere.
    let is_v1 = deployed.composed.project.compose.form == Form::V1;
    let stated = if stated.is_absent() && is_v1 {
        deployed.composed.service.field(&["net"]).text()
    } else {
        stated
    };
    let stated = deployed.composed.effective("network_mode", stated);
    let names = deployed.composed.networks();
    match names.as_slice() {
        [only]
            if stated.is_absent()
                && is_network_of_host(&deployed.composed.project.compose, &only.value, "host") =>
        {
            Setting::set("host".to_owned(), only.span)
        }
        _ => stated,
    }
}
