//! Decides `networks-attached-deliberately`: no network puts containers beside the host.

use super::{Check, Decide, unsettled};
use crate::catalogue::networks_attached_deliberately::{CONTROL, PHYSICAL_NETWORK};
use crate::facts::{Fact, Network};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Network(decide),
};

fn decide(network: &Network) -> Verdict {
    match &network.driver {
        Fact::Stated { value, evidence } if is_beside(value, network) => {
            let finding = Finding::new(PHYSICAL_NETWORK).with("driver", value);
            finding.at(*evidence).fails()
        }
        Fact::Stated { evidence, .. } => Verdict::Pass(Some(*evidence)),
        Fact::Default(_) => Verdict::Pass(None),
        Fact::Unknown(unknown) => unsettled::unseen(unknown),
    }
}

/// Every engine has the host's own network, so that one only counts where something is on it.
fn is_beside(driver: &str, network: &Network) -> bool {
    match driver {
        "macvlan" | "ipvlan" => true,
        "host" => !network.containers.items.is_empty(),
        _ => false,
    }
}
