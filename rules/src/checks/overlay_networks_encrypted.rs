//! Decides `overlay-networks-encrypted`: traffic between the nodes of a swarm cannot be read.
//!
//! The driver only asks whether the option is there, so any value switches it on.

use super::{Check, Decide, network_drivers, network_edits, unsettled};
use crate::catalogue::overlay_networks_encrypted::{
    CONTROL, DRIVER_UNRESOLVED, ENCRYPTION_MISSING, INGRESS_UNENCRYPTED,
};
use crate::facts::{Declared, Fact, Network};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::First(&[Decide::Declaration(decide), Decide::Network(of_network)]),
};

/// The engine makes the network for published ports by itself, and in plain, too.
fn of_network(network: &Network) -> Verdict {
    let evidence = match &network.driver {
        Fact::Unknown(unknown) => return unsettled::unseen(unknown),
        Fact::Stated { value, evidence } if value == "overlay" => Some(*evidence),
        Fact::Default(value) if value == "overlay" => None,
        Fact::Stated { .. } | Fact::Default(_) => return Verdict::NotApplicable,
    };
    if let Some((_, option)) = network.option("encrypted") {
        return Verdict::Pass(Some(option));
    }
    let unknown = unsettled::unseen_all(&network.options.unknown);
    let reason = if network.ingress.value() == Some(&true) {
        INGRESS_UNENCRYPTED
    } else {
        ENCRYPTION_MISSING
    };
    let failures = if unknown.is_empty() {
        vec![Finding::new(reason).at_any(evidence)]
    } else {
        Vec::new()
    };
    Verdict::of_lists(failures, unknown)
}

fn decide(declared: Declared<'_>) -> Verdict {
    let evidence = match network_drivers::driver(declared) {
        Some(Fact::Unknown(unknown)) => return unsettled::verdict(&unknown, DRIVER_UNRESOLVED),
        Some(Fact::Stated { value, evidence }) if value == "overlay" => Some(evidence),
        Some(Fact::Default(value)) if value == "overlay" => None,
        None | Some(Fact::Stated { .. } | Fact::Default(_)) => return Verdict::NotApplicable,
    };
    match network_drivers::option(declared, "encrypted") {
        Some(option) => Verdict::Pass(Some(declared.at(option.span))),
        None => network_edits::mended(
            Finding::new(ENCRYPTION_MISSING).at_any(evidence),
            declared,
            "Make the network anew with it, and make sure that the hosts let ESP through.",
            |network| network.set(&["driver_opts", "encrypted"], ""),
        )
        .fails(),
    }
}
