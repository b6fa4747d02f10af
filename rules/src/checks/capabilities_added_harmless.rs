//! Decides `capabilities-added-harmless`: no added capability acts beyond the container.

use super::{Check, Decide, unsettled};
use crate::catalogue::capabilities_added_harmless::{
    ALL_ADDED, CONTROL, DANGEROUS_ADDED, NAME_UNRESOLVED, TAKEOVER_ADDED,
};
use crate::facts::{Capability, Runtime, Stated};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Linux(decide),
};

fn decide(runtime: &Runtime) -> Verdict {
    let added = &runtime.capabilities_added;
    let failures = added.items.iter().filter_map(failure).collect();
    Verdict::of_lists(
        failures,
        unsettled::findings(&added.unknown, &NAME_UNRESOLVED),
    )
}

fn failure(added: &Stated<Capability>) -> Option<Finding> {
    let capability = &added.value;
    let finding = if capability.is_all() {
        Finding::new(&ALL_ADDED)
    } else if capability.is_takeover() {
        Finding::new(&TAKEOVER_ADDED).with("capability", capability)
    } else if capability.is_dangerous() {
        Finding::new(&DANGEROUS_ADDED).with("capability", capability)
    } else {
        return None;
    };
    Some(finding.at(added.evidence))
}
