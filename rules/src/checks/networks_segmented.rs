//! Decides `networks-segmented`: not all services of a project share one network.

use super::{Check, Decide};
use crate::catalogue::networks_segmented::{CONTROL, NETWORK_FLAT};
use crate::facts::{Composed, Whole};
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
    let is_flat = running.iter().all(|service| {
        let composed = Composed {
            service,
            project: whole.project,
            artifacts: whole.artifacts,
        };
        // What could not be read of a service may name a network.
        service.is_whole && !is_apart(composed)
    });
    if is_flat {
        let finding = Finding::new(NETWORK_FLAT).with("count", running.len());
        return finding.fails();
    }
    Verdict::Pass(None)
}

/// Whether a service is on a network that not every other one is on: the project's default
/// network is none, nor are those that every host has.
fn is_apart(composed: Composed<'_>) -> bool {
    let mode = composed.service.network_mode();
    if !mode.is_absent() && !composed.ignores("network_mode") {
        // One that is not known may keep the service apart.
        return mode.value().is_none_or(|mode| mode == "none");
    }
    let names = composed.networks();
    let is_shared = |name: &str| name == "default" || composed.is_network_of_host(name);
    names.iter().any(|name| !is_shared(&name.value))
}
