//! Decides `shared-memory-bounded`: much shared memory comes with a limit on all memory.

use super::{Check, Decide, unsettled};
use crate::catalogue::shared_memory_bounded::{CONTROL, SHARED_UNBOUNDED, SIZE_UNRESOLVED};
use crate::facts::{Composed, Fact, Limit};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Service(decide),
};

/// Two gibibytes.
const MUCH: i64 = 2 << 30;

fn decide(composed: Composed<'_>) -> Verdict {
    if composed.ignores("shm_size") {
        return Verdict::NotApplicable;
    }
    let size = composed.service.field(&["shm_size"]).bytes();
    let Some(size) = composed.fact(size, |bytes| *bytes) else {
        return Verdict::NotApplicable;
    };
    let memory = composed.memory();
    if memory.value() == Some(&Limit::Bounded) {
        return Verdict::Pass(memory.evidence());
    }
    match (size, memory) {
        (Fact::Stated { value, evidence }, _) if value <= MUCH => Verdict::Pass(Some(evidence)),
        (Fact::Stated { evidence, .. }, Fact::Stated { .. } | Fact::Default(_)) => {
            Finding::new(SHARED_UNBOUNDED).at(evidence).fails()
        }
        (Fact::Unknown(open), _) | (_, Fact::Unknown(open)) => {
            unsettled::verdict(&open, SIZE_UNRESOLVED)
        }
        (Fact::Default(_), _) => Verdict::NotApplicable,
    }
}
