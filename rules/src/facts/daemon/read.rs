//! From the documents about a daemon to its facts.

use super::sources::{PRINTED, SETTINGS, Sources, add_words, unseen};
use super::{Daemon, Firewall, SystemCalls, interface, registries, stock, swarm};
use crate::facts::secrets::is_hidden;
use crate::facts::{Fact, Listed, Need, Unknown, Variable};
use crate::finding::Evidence;
use crate::model::daemon_config::{Standing, Value};
use crate::model::docker_info::DockerInfo;
use crate::model::inspect::{Engine, Field};

/// What would tell what a daemon alone knows.
const RUNNING: Need = Need::Source("docker info of a running daemon");
/// What would tell its warnings: the text for people has them on the second output, which is
/// seldom kept.
pub(super) const WARNINGS: Need = Need::Source("docker info --format json of a running daemon");
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
            rootless: rootless(sources),
            users_remapped: users_remapped(sources),
            bridge_traffic: bridge_traffic(sources),
            open_gateways: open_gateways(sources),
            log_level: log_level(sources),
            firewall: firewall(sources),
            insecure_registries: registries::insecure(sources),
            plain_mirrors: registries::plain_mirrors(sources),
            storage_driver: sources
                .of_printed(|it| &it.driver, Clone::clone)
                .unwrap_or_else(|| text(sources, "storage-driver", "overlay2", PRINTED)),
            storage_options: sources.words("storage-opts", SETTINGS),
            interface: interface::of(sources),
            default_ulimits: default_ulimits(sources),
            cgroup_parent: text(sources, "cgroup-parent", "", SETTINGS),
            cgroup_namespaces: text(sources, "default-cgroupns-mode", "private", SETTINGS),
            cgroup_version: sources
                .of_printed(
                    |it| &it.cgroup_version,
                    |version| version.parse().unwrap_or(0),
                )
                .unwrap_or_else(|| Fact::Unknown(unseen(RUNNING))),
            authorization_plugins: authorization(sources),
            log_driver: sources
                .of_printed(|it| &it.logging_driver, Clone::clone)
                .unwrap_or_else(|| text(sources, "log-driver", "json-file", PRINTED)),
            log_options: sources.pairs("log-opts", SETTINGS),
            privileges_fixed: privileges_fixed(sources),
            live_restore: sources
                .of_printed(|it| &it.live_restore, |on| *on)
                .unwrap_or_else(|| flag(sources, "live-restore", false, PRINTED)),
            userland_proxy: flag(sources, "userland-proxy", true, SETTINGS),
            system_calls: system_calls(sources),
            app_armor: confined_by(sources, "apparmor", |it| it.confinement.app_armor.value()),
            selinux: confined_by(sources, "selinux", |it| it.confinement.selinux.value()),
            labels_asked: flag(sources, "selinux-enabled", false, RUNNING),
            metrics_address: text(sources, "metrics-addr", "", SETTINGS),
            diagnostic_port: sources.setting(
                |it| it.number("network-diagnostic-port"),
                0,
                SETTINGS,
                |port| *port,
            ),
            default_address: default_address(sources),
            default_runtime: sources
                .of_printed(|it| &it.default_runtime, Clone::clone)
                .unwrap_or_else(|| text(sources, "default-runtime", "runc", PRINTED)),
            runtime_arguments: runtime_arguments(sources),
            ipc_mode: text(sources, "default-ipc-mode", "private", SETTINGS),
            secrets: secrets(sources),
            minimum_api: text(sources, "min-api-version", "", SETTINGS),
            unknown_keys: keys(sources, |standing| standing == Standing::Unknown),
            retired_keys: keys(sources, |standing| {
                matches!(standing, Standing::Retired { .. })
            }),
            warnings: warnings(sources),
            data_root: sources
                .of_printed(|it| &it.root_dir, Clone::clone)
                .unwrap_or_else(|| text(sources, "data-root", "/var/lib/docker", PRINTED)),
            stock: stock::of(sources),
            desktop: sources.printed.is_some_and(|(_, it)| is_desktop(it)),
            swarm: swarm::of(sources),
        }
    }
}

/// A setting that is text, with Docker's default.
fn text(sources: &Sources<'_>, key: &str, default: &str, need: Need) -> Fact<String> {
    sources.setting(|it| it.text(key), default.to_owned(), need, Clone::clone)
}

fn flag(sources: &Sources<'_>, key: &str, default: bool, need: Need) -> Fact<bool> {
    sources.setting(|it| it.flag(key), default, need, |on| *on)
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

/// Whether an option stands among what the daemon prints of its security; `None` where it
/// prints nothing of the kind.
fn has_option(sources: &Sources<'_>, name: &str) -> Option<Fact<bool>> {
    let (artifact, printed) = sources.printed?;
    let options = printed.security_options.span()?;
    Some(match printed.security_option(name) {
        Some(option) => Fact::Stated {
            value: true,
            evidence: Evidence::at(artifact, option.span),
        },
        None => Fact::Stated {
            value: false,
            evidence: Evidence::at(artifact, options),
        },
    })
}

const fn is_stated_on(fact: Option<&Fact<bool>>) -> bool {
    matches!(fact, Some(Fact::Stated { value: true, .. }))
}

fn rootless(sources: &Sources<'_>) -> Fact<bool> {
    let of_podman = sources.of_printed(|it| &it.confinement.rootless, |on| *on);
    of_podman
        .or_else(|| has_option(sources, "rootless"))
        .unwrap_or_else(|| Fact::Unknown(unseen(RUNNING)))
}

fn users_remapped(sources: &Sources<'_>) -> Fact<bool> {
    let printed = has_option(sources, "userns");
    if is_stated_on(printed.as_ref()) {
        return printed.unwrap_or(Fact::Default(true));
    }
    printed.unwrap_or_else(|| {
        sources.setting(
            |it| it.text("userns-remap"),
            false,
            PRINTED,
            |user| !user.is_empty(),
        )
    })
}

/// The bridge itself shows what is in force; the file may have another value by now.
fn bridge_traffic(sources: &Sources<'_>) -> Fact<bool> {
    const OPTION: &str = "com.docker.network.bridge.enable_icc";
    let shown = sources.networks.iter().find_map(|(artifact, network)| {
        let is_default = network.name.value().is_some_and(|name| name == "bridge")
            || network
                .option("com.docker.network.bridge.default_bridge")
                .is_some();
        let value = network.option(OPTION).filter(|_| is_default)?;
        Some(Fact::Stated {
            value: value.value != "false",
            evidence: Evidence::at(*artifact, value.span),
        })
    });
    let need = Need::Source("docker network inspect bridge, or the file daemon.json");
    shown.unwrap_or_else(|| flag(sources, "icc", true, need))
}

/// The modes that let in what no port was published for, among what new networks get. Each
/// network that was inspected shows its own.
fn open_gateways(sources: &Sources<'_>) -> Listed<(String, String)> {
    let mut listed = Listed::none();
    for (artifact, config) in sources.settings() {
        let drivers = config.object("default-network-opts").into_iter();
        for driver in drivers.flat_map(|drivers| &drivers.0) {
            let Value::Object(options) = &driver.value.value else {
                continue;
            };
            for option in ["gateway_mode_ipv4", "gateway_mode_ipv6"] {
                let option = format!("com.docker.network.bridge.{option}");
                if let Field::Stated(mode) = options.text(&option)
                    && matches!(mode.value.as_str(), "nat-unprotected" | "routed")
                {
                    let place = Evidence::at(artifact, mode.span);
                    listed.push((driver.key.value.clone(), mode.value), place);
                }
            }
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
    let set = flag(sources, "debug", false, SETTINGS);
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

fn firewall(sources: &Sources<'_>) -> Firewall {
    Firewall {
        rules: flag(sources, "iptables", true, SETTINGS),
        rules_v6: flag(sources, "ip6tables", true, SETTINGS),
        direct_routing: flag(sources, "allow-direct-routing", false, SETTINGS),
        forward_unfiltered: flag(sources, "ip-forward-no-drop", false, SETTINGS),
    }
}

fn authorization(sources: &Sources<'_>) -> Listed<String> {
    let mut listed = Listed::none();
    let Some((artifact, printed)) = sources.printed else {
        return sources.words("authorization-plugins", PRINTED);
    };
    add_words(&mut listed, artifact, &printed.authorization_plugins);
    listed
}

/// Engines before API 1.43 do not print it, so there only the file tells.
fn privileges_fixed(sources: &Sources<'_>) -> Fact<bool> {
    let printed = has_option(sources, "no-new-privileges");
    if is_stated_on(printed.as_ref()) {
        return printed.unwrap_or(Fact::Default(true));
    }
    let set = flag(sources, "no-new-privileges", false, PRINTED);
    match (&set, printed) {
        (Fact::Unknown(_), Some(printed)) if prints_privileges(sources) => printed,
        _ => set,
    }
}

/// Whether the engine is new enough to print the option: since 24.0, and in later patches of 23.
fn prints_privileges(sources: &Sources<'_>) -> bool {
    let Some((_, printed)) = sources.printed else {
        return false;
    };
    let release = printed.server_version.value().map_or("", String::as_str);
    let major = release
        .split('.')
        .next()
        .and_then(|it| it.parse::<u32>().ok());
    major.is_some_and(|major| major >= 24)
}

fn system_calls(sources: &Sources<'_>) -> Fact<SystemCalls> {
    if let Some((artifact, printed)) = sources.printed
        && let Some(span) = printed.security_options.span()
    {
        let Some(option) = printed.security_option("seccomp") else {
            return Fact::Stated {
                value: SystemCalls::Unfiltered,
                evidence: Evidence::at(artifact, span),
            };
        };
        let value = match option.profile() {
            // Engines before 1.25 of the API print the plain word.
            None | Some("default" | "builtin" | "") => SystemCalls::Builtin,
            Some("unconfined") => SystemCalls::Unconfined,
            Some(path) => SystemCalls::Profile(path.to_owned()),
        };
        return Fact::Stated {
            value,
            evidence: Evidence::at(artifact, option.span),
        };
    }
    if let Some(of_podman) = sources.of_printed(
        |it| &it.confinement.seccomp,
        |on| {
            if *on {
                SystemCalls::Builtin
            } else {
                SystemCalls::Unfiltered
            }
        },
    ) {
        return of_podman;
    }
    sources.setting(
        |it| it.text("seccomp-profile"),
        SystemCalls::Builtin,
        PRINTED,
        |profile| match profile.as_str() {
            "" | "builtin" => SystemCalls::Builtin,
            "unconfined" => SystemCalls::Unconfined,
            path => SystemCalls::Profile(path.to_owned()),
        },
    )
}

/// Whether the kernel's module of this name confines containers.
fn confined_by(
    sources: &Sources<'_>,
    name: &str,
    of_podman: impl Fn(&DockerInfo) -> Option<&bool>,
) -> Fact<bool> {
    if let Some((artifact, printed)) = sources.printed
        && printed.engine == Engine::Podman
        && let Some(on) = of_podman(printed)
    {
        let place = printed.confinement.span.unwrap_or(printed.span);
        return Fact::Stated {
            value: *on,
            evidence: Evidence::at(artifact, place),
        };
    }
    has_option(sources, name).unwrap_or_else(|| Fact::Unknown(unseen(RUNNING)))
}

/// The address that ports without one are published on, on the default bridge.
fn default_address(sources: &Sources<'_>) -> Fact<String> {
    const OPTION: &str = "com.docker.network.bridge.host_binding_ipv4";
    let shown = sources.networks.iter().find_map(|(artifact, network)| {
        let is_default = network.name.value().is_some_and(|name| name == "bridge");
        let value = network.option(OPTION).filter(|_| is_default)?;
        Some(Fact::Stated {
            value: value.value.clone(),
            evidence: Evidence::at(*artifact, value.span),
        })
    });
    shown.unwrap_or_else(|| text(sources, "ip", "0.0.0.0", SETTINGS))
}

fn runtime_arguments(sources: &Sources<'_>) -> Listed<(String, String)> {
    let mut listed = Listed::none();
    if let Some((artifact, printed)) = sources.printed {
        for runtime in printed.runtimes.items() {
            for argument in runtime.arguments.items() {
                let pair = (runtime.name.value.clone(), argument.value.clone());
                listed.push(pair, Evidence::at(artifact, argument.span));
            }
        }
    }
    if listed.is_none() {
        for (artifact, config) in sources.settings() {
            let runtimes = config.object("runtimes").into_iter();
            for runtime in runtimes.flat_map(|runtimes| &runtimes.0) {
                let Value::Object(settings) = &runtime.value.value else {
                    continue;
                };
                for argument in settings.list("runtimeArgs").items() {
                    let place = Evidence::at(artifact, argument.span);
                    let pair = (runtime.key.value.clone(), argument.value.clone());
                    listed.push(pair, place);
                }
            }
        }
    }
    if sources.printed.is_some() {
        return listed;
    }
    sources.or_open(listed, SETTINGS)
}

/// Credentials in proxies' addresses and in options of the log driver. The values stay where
/// they are: only what they are is told.
fn secrets(sources: &Sources<'_>) -> Listed<String> {
    let mut listed = Listed::none();
    for (artifact, config) in sources.settings() {
        for (key, value) in config.texts() {
            take_secret(
                &mut listed,
                key,
                value.value,
                Evidence::at(artifact, value.span),
            );
        }
    }
    if let Some((artifact, printed)) = sources.printed {
        for (key, proxy) in [
            ("http-proxy", &printed.http_proxy),
            ("https-proxy", &printed.https_proxy),
        ] {
            if let Some(value) = proxy.stated() {
                take_secret(
                    &mut listed,
                    key,
                    &value.value,
                    Evidence::at(artifact, value.span),
                );
            }
        }
    }
    sources.or_open(listed, SETTINGS)
}

/// Takes up a setting that holds a credential, or may have held one before it was collected.
fn take_secret(listed: &mut Listed<String>, key: &str, value: &str, place: Evidence) {
    if Variable::settled(key, value).secret.is_some() {
        listed.push(key.to_owned(), place);
    } else if is_hidden(value) {
        // What stands before the `@` of an address is hidden with or without a password.
        listed.unknown.push(Unknown {
            needs: Need::Source("the same, collected with --with-secrets"),
            evidence: Some(place),
        });
    }
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
