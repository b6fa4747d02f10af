//! Decides `host-gateway-unmapped`: no container is given a name for its host.

use super::{Check, Decide, pinned_names, unsettled};
use crate::catalogue::host_gateway_unmapped::{CONTROL, GATEWAY_MAPPED, HOST_UNRESOLVED};
use crate::facts::Composed;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Service(decide),
};

fn decide(composed: Composed<'_>) -> Verdict {
    let names = pinned_names::all(composed);
    let mapped = names
        .items
        .iter()
        .filter(|it| it.value.address == "host-gateway");
    let failures = mapped.map(|it| {
        Finding::new(GATEWAY_MAPPED)
            .with("name", &it.value.name)
            .at(it.evidence)
    });
    let failures = failures.collect();
    let unknown = unsettled::findings(&names.unknown, HOST_UNRESOLVED);
    Verdict::over(!names.is_none(), failures, unknown)
}
