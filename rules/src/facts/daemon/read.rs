//! From the documents about a daemon to its facts.

use super::sources::{PRINTED, RUNNING, SETTINGS, Sources, WARNINGS, add_words, unseen};
use super::{
    Daemon, confinement, credentials, interface, networks, registries, runtimes, stock, swarm,
};
use crate::facts::{Fact, Listed, Need};
use crate::finding::Evidence;
use crate::model::daemon_config::Standing;
use crate::model::docker_info::DockerInfo;

/// What would tell the releases of its parts.
const PARTS: Need = Need::Source("docker version of a running daemon");
/// What would tell the daemon's release.
const RELEASE: Need = Need::Source("docker version or docker info of a running daemon");

impl Daemon {
    /// Everything that these documents tell of a daemon.
    pub(in crate::facts) fn of(sources: &Sources<'_>) -> Self {
        Self {
            release: sources
                .of_version(|server| &server.version, Clone::clone)
                .or_else(|| sources.of_printed(|it| &it.server_version, Clone::clone))
                .unwrap_or_else(|| Fact::Unknown(unseen(RELEASE))),
            components: components(sources),
            today: sources.today,
            has_machine: sources.has_machine,
            experimental: sources
                .of_printed(|it| &it.experimental, |on| *on)
                .or_else(|| sources.of_version(|server| &server.experimental, |on| *on))
                .unwrap_or_else(|| {
                    sources.setting(|it| it.flag("experimental"), false, PRINTED, |on| *on)
                }),
            rootless: confinement::rootless(sources),
            users_remapped: confinement::users_remapped(sources),
            bridge_traffic: networks::bridge_traffic(sources),
            open_gateways: networks::open_gateways(sources),
            log_level: log_level(sources),
            firewall: networks::firewall(sources),
            insecure_registries: registries::insecure(sources),
            plain_mirrors: registries::plain_mirrors(sources),
            storage_driver: sources
                .of_printed(|it| &it.driver, Clone::clone)
                .unwrap_or_else(|| sources.text("storage-driver", "overlay2", PRINTED)),
            storage_options: sources.words("storage-opts", SETTINGS),
            interface: interface::of(sources),
            default_ulimits: default_ulimits(sources),
            cgroup_parent: sources.text("cgroup-parent", "", SETTINGS),
            cgroup_namespaces: sources.text("default-cgroupns-mode", "private", SETTINGS),
            cgroup_version: sources
                .of_printed(
                    |it| &it.cgroup_version,
                    |version| version.parse().unwrap_or(0),
                )
                .unwrap_or_else(|| Fact::Unknown(unseen(RUNNING))),
            authorization_plugins: authorization(sources),
            log_driver: sources
                .of_printed(|it| &it.logging_driver, Clone::clone)
                .unwrap_or_else(|| sources.text("log-driver", "json-file", PRINTED)),
            log_options: sources.pairs("log-opts", SETTINGS),
            privileges_fixed: confinement::privileges_fixed(sources),
            live_restore: sources
                .of_printed(|it| &it.live_restore, |on| *on)
                .unwrap_or_else(|| sources.flag("live-restore", false, PRINTED)),
            userland_proxy: sources.flag("userland-proxy", true, SETTINGS),
            system_calls: confinement::system_calls(sources),
            app_armor: confinement::confined_by(sources, "apparmor", |it| {
                it.confinement.app_armor.value()
            }),
            selinux: confinement::confined_by(sources, "selinux", |it| {
                it.confinement.selinux.value()
            }),
            labels_asked: sources.flag("selinux-enabled", false, RUNNING),
            metrics_address: sources.text("metrics-addr", "", SETTINGS),
            diagnostic_port: sources.setting(
                |it| it.number("network-diagnostic-port"),
                0,
                SETTINGS,
                |port| *port,
            ),
            default_address: networks::default_address(sources),
            bridge_address: networks::bridge_address(sources),
            default_runtime: sources
                .of_printed(|it| &it.default_runtime, Clone::clone)
                .unwrap_or_else(|| sources.text("default-runtime", "runc", PRINTED)),
            runtime_arguments: runtimes::arguments(sources),
            ipc_mode: sources.text("default-ipc-mode", "private", SETTINGS),
            secrets: credentials::of(sources),
            minimum_api: sources.text("min-api-version", "", SETTINGS),
            unknown_keys: keys(sources, |standing| standing == Standing::Unknown),
            retired_keys: keys(sources, |standing| {
                matches!(standing, Standing::Retired { .. })
            }),
            warnings: warnings(sources),
            data_root: sources
                .of_printed(|it| &it.root_dir, Clone::clone)
                .unwrap_or_else(|| sources.text("data-root", "/var/lib/docker", PRINTED)),
            stock: stock::of(sources),
            desktop: sources.printed.is_some_and(|(_, it)| is_desktop(it)),
            swarm: swarm::of(sources),
        }
    }
}

/// The releases of the programs an engine is made of.
fn components(sources: &Sources<'_>) -> Listed<(String, String)> {
    let mut listed = Listed::none();
    let Some((artifact, version)) = sources.version else {
        listed.unknown.push(unseen(PARTS));
        return listed;
    };
    let Some(server) = version.server.value() else {
        return listed;
    };
    for component in server.components.items() {
        if let (Some(name), Some(release)) = (component.name.value(), component.version.stated()) {
            let place = Evidence::at(artifact, release.span);
            listed.push((name.clone(), release.value.clone()), place);
        }
    }
    listed
}

/// The limits that containers start with, by name.
fn default_ulimits(sources: &Sources<'_>) -> Listed<String> {
    let mut listed = Listed::none();
    for (artifact, config) in sources.settings() {
        let limits = config.object("default-ulimits").into_iter();
        for limit in limits.flat_map(|limits| &limits.0) {
            let place = Evidence::at(artifact, limit.key.span);
            listed.push(limit.key.value.clone(), place);
        }
    }
    sources.or_open(listed, SETTINGS)
}

/// Debugging overrules the level; the daemon prints whether that is on, and not the level.
fn log_level(sources: &Sources<'_>) -> Fact<String> {
    let debugs = |fact: &Fact<bool>| matches!(fact, Fact::Stated { value: true, .. });
    let named = |fact: Fact<bool>| fact.map_value(|_| "debug".to_owned());
    if let Some(printed) = sources.of_printed(|it| &it.debug, |on| *on)
        && debugs(&printed)
    {
        return named(printed);
    }
    let set = sources.flag("debug", false, SETTINGS);
    if debugs(&set) {
        return named(set);
    }
    sources.setting(
        |it| it.text("log-level"),
        "info".to_owned(),
        SETTINGS,
        |level| level.to_ascii_lowercase(),
    )
}

fn authorization(sources: &Sources<'_>) -> Listed<String> {
    let mut listed = Listed::none();
    let Some((artifact, printed)) = sources.printed else {
        return sources.words("authorization-plugins", PRINTED);
    };
    add_words(&mut listed, artifact, &printed.authorization_plugins);
    listed
}

/// Keys of the daemon's file that stand as asked with current engines.
fn keys(sources: &Sources<'_>, is_meant: impl Fn(Standing) -> bool) -> Listed<String> {
    let mut listed = Listed::none();
    for (artifact, config) in sources.settings() {
        for (key, standing) in config.refused() {
            if is_meant(standing) {
                listed.push(key.value.clone(), Evidence::at(artifact, key.span));
            }
        }
    }
    sources.or_open(listed, SETTINGS)
}

fn warnings(sources: &Sources<'_>) -> Listed<String> {
    let mut listed = Listed::none();
    match sources.printed {
        Some((artifact, printed)) => {
            add_words(&mut listed, artifact, &printed.warnings);
            if listed.is_none() {
                if printed.is_text {
                    listed.unknown.push(unseen(WARNINGS));
                } else if !interface::warns(printed) {
                    listed.unknown.push(unseen(interface::WARNING));
                }
            }
        }
        None => listed.unknown.push(unseen(RUNNING)),
    }
    listed
}

/// Whether the host is kept by a desktop program, or is no Linux at all.
pub(super) fn is_desktop(printed: &DockerInfo) -> bool {
    let system = printed.operating_system.value().map_or("", String::as_str);
    let kernel = printed.kernel_version.value().map_or("", String::as_str);
    let os_type = printed.os_type.value().map_or("linux", String::as_str);
    system.contains("Docker Desktop")
        || system.contains("LinuxKit")
        || kernel.contains("linuxkit")
        || kernel.contains("WSL")
        || kernel.contains("microsoft")
        || os_type.eq_ignore_ascii_case("windows")
}
