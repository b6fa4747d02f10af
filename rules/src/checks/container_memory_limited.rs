//! Decides `container-memory-limited`: no container can take all of the memory of its host.

use super::{Check, Decide, limit};
use crate::catalogue::container_memory_limited::{
    CONTROL, LIMIT_REFUSED, LIMIT_UNBOUNDED, LIMIT_UNRESOLVED, NOT_LIMITED,
};
use crate::facts::Runtime;
use crate::finding::Verdict;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Runtime(decide),
};

fn decide(runtime: &Runtime) -> Verdict {
    limit::decide(
        &runtime.memory,
        NOT_LIMITED,
        LIMIT_UNBOUNDED,
        LIMIT_REFUSED,
        LIMIT_UNRESOLVED,
    )
}
