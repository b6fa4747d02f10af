//! Decides `capabilities-added-harmless`: no added capability acts beyond the container.

use super::{Check, Decide, service_edits, unsettled};
use crate::catalogue::capabilities_added_harmless::{
    ALL_ADDED, ALL_BY_PRIVILEGE, CONTROL, DANGEROUS_ADDED, HOST_REACHED, LOG_READ, NAME_UNRESOLVED,
    NEIGHBOURS_READ, NETWORK_CHANGED, RESOURCES_TAKEN, TAKEOVER_ADDED,
};
use crate::facts::{Capability, Composed, Fact, Reach, Runtime, Stated};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Mended(&Decide::Linux(decide), mend),
};

fn decide(runtime: &Runtime) -> Verdict {
    let added = &runtime.capabilities_added;
    let mut failures: Vec<Finding> = added.items.iter().filter_map(failure).collect();
    let mut unknown = unsettled::findings(&added.unknown, NAME_UNRESOLVED);
    match &runtime.privileged {
        Fact::Stated {
            value: true,
            evidence,
        } => failures.push(Finding::new(ALL_BY_PRIVILEGE).at(*evidence)),
        Fact::Default(true) => failures.push(Finding::new(ALL_BY_PRIVILEGE)),
        Fact::Stated { value: false, .. } | Fact::Default(false) => {}
        Fact::Unknown(privileged) => {
            unknown.push(unsettled::finding(privileged, NAME_UNRESOLVED));
        }
    }
    Verdict::of_lists(failures, unknown)
}

fn mend(finding: Finding, service: Composed<'_>) -> Finding {
    let is_by_privilege = finding.reason.key == ALL_BY_PRIVILEGE.key;
    service_edits::mended(
        finding,
        service,
        "Make sure that the program works without the capability.",
        |site| {
            if is_by_privilege {
                site.unprivileged()
            } else {
                site.without_item(&["cap_add"])
            }
        },
    )
}

fn failure(added: &Stated<Capability>) -> Option<Finding> {
    let capability = &added.value;
    let finding = if capability.is_all() {
        Finding::new(ALL_ADDED)
    } else if capability.is_takeover() {
        Finding::new(TAKEOVER_ADDED).with("capability", capability)
    } else {
        let reason = match capability.reach()? {
            Reach::Network => NETWORK_CHANGED,
            Reach::Host => HOST_REACHED,
            Reach::Resources => RESOURCES_TAKEN,
            Reach::Log => LOG_READ,
            Reach::Neighbours => NEIGHBOURS_READ,
            Reach::System | Reach::Lesser => DANGEROUS_ADDED,
        };
        Finding::new(reason).with("capability", capability)
    };
    Some(finding.at(added.evidence))
}
