//! Decides `network-gateways-closed`: nothing reaches a container's port but by publishing it.
//!
//! A network shows its own mode; the daemon shows the modes that new networks get.

use super::{Check, Decide, unsettled};
use crate::catalogue::network_gateways_closed::{CONTROL, GATEWAY_OPEN, GATEWAY_OPEN_BY_DEFAULT};
use crate::facts::{Daemon, Network};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::First(&[Decide::Network(of_network), Decide::Daemon(of_daemon)]),
};

/// The options that name a mode, for IPv4 and IPv6.
const MODES: [&str; 2] = [
    "com.docker.network.bridge.gateway_mode_ipv4",
    "com.docker.network.bridge.gateway_mode_ipv6",
];

fn of_network(network: &Network) -> Verdict {
    let modes = MODES.iter().filter_map(|option| network.option(option));
    let open = modes.filter(|(mode, _)| matches!(*mode, "routed" | "nat-unprotected"));
    let failures =
        open.map(|(mode, place)| Finding::new(GATEWAY_OPEN).with("mode", mode).at(place));
    Verdict::of_lists(
        failures.collect(),
        unsettled::unseen_all(&network.options.unknown),
    )
}

fn of_daemon(daemon: &Daemon) -> Verdict {
    let gateways = &daemon.open_gateways;
    let failures = gateways.items.iter().map(|gateway| {
        let (driver, mode) = &gateway.value;
        Finding::new(GATEWAY_OPEN_BY_DEFAULT)
            .with("driver", driver)
            .with("mode", mode)
            .at(gateway.evidence)
    });
    Verdict::of_lists(failures.collect(), unsettled::unseen_all(&gateways.unknown))
}
