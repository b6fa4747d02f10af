//! Decides `container-memory-limited`: no container can take all of the memory of its host.

use super::{Check, Decide, limit, service_edits, service_limits};
use crate::catalogue::container_memory_limited::{
    CONTROL, LIMIT_REFUSED, LIMIT_UNBOUNDED, LIMIT_UNRESOLVED, LIMIT_VOID, NOT_LIMITED,
};
use crate::facts::{Composed, Runtime};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Mended(&Decide::Runtime(decide), mend),
};

/// What the daemon says where its kernel heeds no such limit.
const VOID: &str = "No memory limit support";

fn decide(runtime: &Runtime) -> Verdict {
    limit::unless_void(judge(runtime), runtime, VOID, LIMIT_VOID)
}

fn judge(runtime: &Runtime) -> Verdict {
    limit::decide(
        &runtime.memory,
        NOT_LIMITED,
        LIMIT_UNBOUNDED,
        LIMIT_REFUSED,
        LIMIT_UNRESOLVED,
    )
}

fn mend(finding: Finding, service: Composed<'_>) -> Finding {
    service_edits::mended(
        finding,
        service,
        "Choose a limit somewhat above what the program is seen to use.",
        |site| service_limits::set(site, "mem_limit", "memory", "512m"),
    )
}
