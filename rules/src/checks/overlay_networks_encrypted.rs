//! Decides `overlay-networks-encrypted`: traffic between the nodes of a swarm cannot be read.
//!
//! The driver only asks whether the option is there, so any value switches it on.

use super::{Check, Decide, network_drivers, network_edits, unsettled};
use crate::catalogue::overlay_networks_encrypted::{
    CONTROL, DRIVER_UNRESOLVED, ENCRYPTION_MISSING,
};
use crate::facts::{Declared, Fact};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Declaration(decide),
};

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
