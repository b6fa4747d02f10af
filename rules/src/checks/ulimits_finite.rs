//! Decides `ulimits-finite`: limits of processes that are stated bound something.

use super::{Check, Decide, unsettled};
use crate::catalogue::ulimits_finite::{
    CONTROL, LIMIT_UNBOUNDED, LIMIT_UNRESOLVED, MEMLOCK_UNBOUNDED,
};
use crate::facts::{Runtime, Ulimit};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Linux(decide),
};

fn decide(runtime: &Runtime) -> Verdict {
    let limits = &runtime.bounds.ulimits;
    let unlimited = limits
        .items
        .iter()
        .filter(|limit| limit.value.is_unlimited());
    let failures = unlimited.map(|limit| {
        let Ulimit { name, .. } = &limit.value;
        let finding = if name == "memlock" {
            Finding::new(MEMLOCK_UNBOUNDED)
        } else {
            Finding::new(LIMIT_UNBOUNDED).with("name", name)
        };
        finding.at(limit.evidence)
    });
    let failures = failures.collect();
    let unknown = unsettled::findings(&limits.unknown, LIMIT_UNRESOLVED);
    Verdict::over(!limits.is_none(), failures, unknown)
}
