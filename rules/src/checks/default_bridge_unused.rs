//! Decides `default-bridge-unused`: nothing runs on the network that all containers share.

use super::{Check, Decide, service_edits, unsettled};
use crate::catalogue::default_bridge_unused::{
    BRIDGE_JOINED, CONTAINER_ON_BRIDGE, CONTROL, MODE_UNRESOLVED,
};
use crate::facts::{Composed, Fact, Network, Runtime};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::First(&[
        Decide::Network(of_network),
        Decide::Mended(&Decide::Linux(decide), mend),
    ]),
};

fn of_network(network: &Network) -> Verdict {
    if !network.is_default_bridge {
        return Verdict::NotApplicable;
    }
    let joined = network.containers.items.iter().map(|container| {
        Finding::new(CONTAINER_ON_BRIDGE)
            .with("container", &container.value)
            .at(container.evidence)
    });
    let unknown = unsettled::unseen_all(&network.containers.unknown);
    Verdict::of_lists(joined.collect(), unknown)
}

fn decide(runtime: &Runtime) -> Verdict {
    match &runtime.addressing.default_bridge {
        Fact::Stated {
            value: true,
            evidence,
        } => Finding::new(BRIDGE_JOINED).at(*evidence).fails(),
        Fact::Stated {
            value: false,
            evidence,
        } => Verdict::Pass(Some(*evidence)),
        Fact::Default(true) => Finding::new(BRIDGE_JOINED).fails(),
        Fact::Default(false) => Verdict::Pass(None),
        Fact::Unknown(unknown) => unsettled::verdict(unknown, MODE_UNRESOLVED),
    }
}

fn mend(finding: Finding, service: Composed<'_>) -> Finding {
    service_edits::mended(
        finding,
        service,
        "Make sure that what the service talks to is on the project's own network too.",
        |site| {
            if service.service.network_mode().is_absent() {
                // The network is another key's, and it may be the only one.
                site.without_item(&["networks"])
            } else {
                site.without(&["network_mode"])
            }
        },
    )
}
