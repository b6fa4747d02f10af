//! Decides `capabilities-added-harmless`: no added capability acts beyond the container.
//!
//! Those that are as good as root on the host are another control's matter.

use super::{Check, Decide, capabilities_takeover_unadded, unsettled};
use crate::catalogue::capabilities_added_harmless::{
    CONTROL, DANGEROUS_ADDED, HOST_REACHED, LOG_READ, NAME_UNRESOLVED, NEIGHBOURS_READ,
    NETWORK_CHANGED, RESOURCES_TAKEN,
};
use crate::catalogue::{self, container_unprivileged};
use crate::facts::{Capability, Fact, Reach, Runtime, Stated};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Mended(&Decide::Linux(decide), capabilities_takeover_unadded::mend),
};

fn decide(runtime: &Runtime) -> Verdict {
    let added = &runtime.capabilities_added;
    let takes_over =
        |it: &&Stated<Capability>| capabilities_takeover_unadded::takes_over(runtime, it);
    let (graver, others): (Vec<_>, Vec<_>) = added.items.iter().partition(takes_over);
    let failures = others.into_iter().filter_map(failure).collect();
    let mut unknown = unsettled::findings(&added.unknown, NAME_UNRESOLVED);
    if let Fact::Unknown(privileged) = &runtime.privileged {
        unknown.push(unsettled::finding(privileged, NAME_UNRESOLVED));
    }
    Verdict::of_lists(failures, unknown)
        .covered_by(&container_unprivileged::CONTROL, runtime.is_privileged())
        .covered_by(
            &catalogue::capabilities_takeover_unadded::CONTROL,
            !graver.is_empty(),
        )
}

fn failure(added: &Stated<Capability>) -> Option<Finding> {
    let capability = &added.value;
    let reason = match capability.reach()? {
        Reach::Network => NETWORK_CHANGED,
        Reach::Host => HOST_REACHED,
        Reach::Resources => RESOURCES_TAKEN,
        Reach::Log => LOG_READ,
        Reach::Neighbours => NEIGHBOURS_READ,
        Reach::System | Reach::Lesser => DANGEROUS_ADDED,
    };
    let finding = Finding::new(reason).with("capability", capability);
    Some(finding.at(added.evidence))
}
