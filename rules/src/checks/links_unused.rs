//! Decides `links-unused`: containers find each other over networks, not links.

use super::{Check, Decide, unsettled};
use crate::catalogue::links_unused::{
    CONTROL, LINK_EXTERNAL, LINK_STATED, LINK_UNRESOLVED, VOLUMES_TAKEN,
};
use crate::facts::Runtime;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Runtime(decide),
};

fn decide(runtime: &Runtime) -> Verdict {
    let links = &runtime.addressing.links;
    let failures = links.items.iter().map(|link| {
        let reason = if link.value.is_external {
            &LINK_EXTERNAL
        } else {
            &LINK_STATED
        };
        Finding::new(reason)
            .with("link", &link.value.text)
            .at(link.evidence)
    });
    let taken = runtime.addressing.volumes_from.items.iter().map(|from| {
        Finding::new(VOLUMES_TAKEN)
            .with(
                "container",
                from.value.split(':').next().unwrap_or_default(),
            )
            .at(from.evidence)
    });
    let failures = failures.chain(taken);
    let mut unknown = unsettled::findings(&links.unknown, LINK_UNRESOLVED);
    let volumes_from = &runtime.addressing.volumes_from;
    unknown.extend(unsettled::findings(&volumes_from.unknown, LINK_UNRESOLVED));
    Verdict::of_lists(failures.collect(), unknown)
}
