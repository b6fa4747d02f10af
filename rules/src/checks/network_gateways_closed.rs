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

#[cfg(test)]
mod tests {
    use super::of_network;
    use crate::facts::{Fact, Listed, Need, Network, Unknown};
    use crate::finding::{Evidence, Outcome};
    use crate::span::Span;

    fn network(options: Listed<(String, String)>) -> Network {
        Network {
            name: "backend".to_owned(),
            driver: Fact::Default("bridge".to_owned()),
            scope: Fact::Default("local".to_owned()),
            options,
            internal: Fact::Default(false),
            attachable: Fact::Default(false),
            ingress: Fact::Default(false),
            is_default_bridge: false,
            containers: Listed::none(),
        }
    }

    #[test]
    fn a_networks_own_mode_decides() {
        for (option, mode, outcome) in [
            ("gateway_mode_ipv4", "nat", Outcome::Pass),
            ("gateway_mode_ipv4", "routed", Outcome::Fail),
            ("gateway_mode_ipv6", "nat-unprotected", Outcome::Fail),
            ("gateway_mode_ipv6", "isolated", Outcome::Pass),
            ("enable_icc", "routed", Outcome::Pass),
        ] {
            let mut options = Listed::none();
            let name = format!("com.docker.network.bridge.{option}");
            options.push((name, mode.to_owned()), Evidence::at(0, Span::new(3, 9)));
            let verdict = of_network(&network(options));
            assert_eq!(verdict.outcome(), outcome, "{option}={mode}");
        }
    }

    #[test]
    fn options_that_cannot_be_read_leave_it_open() {
        let unknown = vec![Unknown {
            needs: Need::Readable("it is no text".to_owned()),
            evidence: None,
        }];
        let options = Listed {
            items: Vec::new(),
            unknown,
        };
        assert_eq!(of_network(&network(options)).outcome(), Outcome::Unknown);
    }
}
