//! Decides `host-gateway-unmapped`: no container is given a name for its host.

use super::{Check, Decide, pinned_names, unsettled};
use crate::catalogue::host_gateway_unmapped::{CONTROL, GATEWAY_MAPPED, HOST_UNRESOLVED};
use crate::facts::{Composed, Runtime};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::First(&[Decide::Service(decide), Decide::Runtime(in_force)]),
};

fn in_force(runtime: &Runtime) -> Verdict {
    let names = &runtime.addressing.names;
    let mapped = names.items.iter();
    let failures = mapped
        .filter(|it| it.value.address == "host-gateway")
        .map(|it| {
            let finding = Finding::new(GATEWAY_MAPPED).with("name", &it.value.name);
            finding.at(it.evidence)
        });
    let unknown = unsettled::unseen_all(&names.unknown);
    Verdict::over(!names.is_none(), failures.collect(), unknown)
}

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
