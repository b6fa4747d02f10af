//! Decides `networks-segmented`: not all services of a project share one network.

use super::{Check, Decide};
use crate::catalogue::networks_segmented::{CONTROL, NETWORK_FLAT};
use crate::facts::Whole;
use crate::finding::{Finding, Verdict};
use crate::model::compose::Service;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Project(decide),
};

/// As many services as may share a network without a word.
const FEW: usize = 2;

fn decide(whole: Whole<'_>) -> Verdict {
    let services = whole.project.compose.services.iter();
    let running: Vec<&Service> = services.filter(|it| !it.has_provider()).collect();
    if running.len() <= FEW {
        return Verdict::NotApplicable;
    }
    // A file that is not given may name networks.
    let is_whole = running.iter().all(|service| service.is_whole);
    if running.iter().all(|service| is_on_default_alone(service)) && is_whole {
        let finding = Finding::new(NETWORK_FLAT).with("count", running.len());
        return finding.fails();
    }
    Verdict::Pass(None)
}

fn is_on_default_alone(service: &Service) -> bool {
    let networks = service.field(&["networks"]);
    let is_default = match networks.node() {
        None => true,
        Some(node) if node.is_null() => true,
        Some(node) if node.is_mapping() => {
            node.entries().iter().all(|it| &*it.key.value == "default")
        }
        Some(node) => node.items().iter().all(|it| it.as_str() == Some("default")),
    };
    is_default && service.network_mode().is_absent()
}
