//! Decides `overlay-networks-unattachable`: only services of the swarm join its networks.

use super::{Check, Decide, network_drivers, network_edits, unsettled};
use crate::catalogue::overlay_networks_unattachable::{
    ATTACHABLE_STATED, CONTROL, VALUE_UNRESOLVED,
};
use crate::facts::{Declared, Fact, Network};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::First(&[Decide::Declaration(decide), Decide::Network(of_network)]),
};

fn of_network(network: &Network) -> Verdict {
    match &network.driver {
        Fact::Unknown(unknown) => return unsettled::unseen(unknown),
        Fact::Stated { value, .. } | Fact::Default(value) if value == "overlay" => {}
        Fact::Stated { .. } | Fact::Default(_) => return Verdict::NotApplicable,
    }
    match &network.attachable {
        Fact::Stated {
            value: true,
            evidence,
        } => Finding::new(ATTACHABLE_STATED).at(*evidence).fails(),
        Fact::Stated {
            value: false,
            evidence,
        } => Verdict::Pass(Some(*evidence)),
        Fact::Default(true) => Finding::new(ATTACHABLE_STATED).fails(),
        Fact::Default(false) => Verdict::Pass(None),
        Fact::Unknown(unknown) => unsettled::unseen(unknown),
    }
}

fn decide(declared: Declared<'_>) -> Verdict {
    let attachable = declared.named.field(&["attachable"]).boolean();
    let attachable = declared.fact_or(attachable, false, |value| *value);
    let Some(driver) = network_drivers::driver(declared) else {
        return Verdict::NotApplicable;
    };
    let is_overlay = driver.value().map(|driver| driver == "overlay");
    match (is_overlay, attachable, driver) {
        (Some(false), ..) => Verdict::NotApplicable,
        (
            _,
            Fact::Stated {
                value: false,
                evidence,
            },
            _,
        ) => Verdict::Pass(Some(evidence)),
        (_, Fact::Default(_), _) => Verdict::Pass(None),
        (_, Fact::Unknown(open), _) | (None, Fact::Stated { .. }, Fact::Unknown(open)) => {
            unsettled::verdict(&open, VALUE_UNRESOLVED)
        }
        (
            _,
            Fact::Stated {
                value: true,
                evidence,
            },
            _,
        ) => network_edits::mended(
            Finding::new(ATTACHABLE_STATED).at(evidence),
            declared,
            "Make sure that no container outside of the stack joins the network.",
            |network| network.remove(&["attachable"]),
        )
        .fails(),
    }
}
