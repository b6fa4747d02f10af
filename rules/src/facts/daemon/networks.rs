//! What a daemon lets in and lets through on its networks.

use super::Firewall;
use super::sources::{SETTINGS, Sources};
use crate::facts::{Fact, Listed, Need};
use crate::finding::Evidence;
use crate::model::daemon_config::Value;
use crate::model::inspect::Field;

/// The bridge itself shows what is in force; the file may have another value by now.
pub(super) fn bridge_traffic(sources: &Sources<'_>) -> Fact<bool> {
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
    shown.unwrap_or_else(|| sources.flag("icc", true, need))
}

/// The option of a bridge that says on which address ports without one are published.
const ADDRESS: &str = "com.docker.network.bridge.host_binding_ipv4";

/// The address that ports without one are published on, on the default bridge.
pub(super) fn default_address(sources: &Sources<'_>) -> Fact<String> {
    let shown = sources.networks.iter().find_map(|(artifact, network)| {
        let is_default = network.name.value().is_some_and(|name| name == "bridge");
        let value = network.option(ADDRESS).filter(|_| is_default)?;
        Some(Fact::Stated {
            value: value.value.clone(),
            evidence: Evidence::at(*artifact, value.span),
        })
    });
    shown.unwrap_or_else(|| sources.text("ip", "0.0.0.0", SETTINGS))
}

/// The same on bridges that are made without an address of their own.
pub(super) fn bridge_address(sources: &Sources<'_>) -> Fact<String> {
    let stated = sources.settings().find_map(|(artifact, config)| {
        let drivers = config.object("default-network-opts")?;
        let Field::Stated(address) = drivers.object("bridge")?.text(ADDRESS) else {
            return None;
        };
        Some(Fact::Stated {
            value: address.value,
            evidence: Evidence::at(artifact, address.span),
        })
    });
    stated.unwrap_or_else(|| sources.unstated(String::new(), SETTINGS))
}

/// The modes that let in what no port was published for, among what new networks get. Each
/// network that was inspected shows its own.
pub(super) fn open_gateways(sources: &Sources<'_>) -> Listed<(String, String)> {
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

pub(super) fn firewall(sources: &Sources<'_>) -> Firewall {
    Firewall {
        rules: sources.flag("iptables", true, SETTINGS),
        rules_v6: sources.flag("ip6tables", true, SETTINGS),
        direct_routing: sources.flag("allow-direct-routing", false, SETTINGS),
        forward_unfiltered: sources.flag("ip-forward-no-drop", false, SETTINGS),
    }
}
