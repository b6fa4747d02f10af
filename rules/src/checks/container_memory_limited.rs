//! Decides `container-memory-limited`: no container can take all of the memory of its host.

use super::{Check, Decide, limit, service_edits, service_limits};
use crate::catalogue::container_memory_limited::{
    CONTROL, LIMIT_REFUSED, LIMIT_UNBOUNDED, LIMIT_UNRESOLVED, LIMIT_VOID, NOT_LIMITED,
};
use crate::facts::{Composed, Runtime};
use crate::finding::{Finding, Verdict};
use crate::sheet::Refusal;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Mended(&Decide::Runtime(decide), mend),
};

const MEBIBYTE: i64 = 1024 * 1024;

/// A limit to begin with, in mebibytes.
const USUAL_LIMIT: i64 = 512;

/// The least that Docker takes, in mebibytes.
const LEAST_LIMIT: i64 = 6;

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
        |site| {
            let limit = fitting(service).ok_or(Refusal::Rejected)?;
            service_limits::set(site, "mem_limit", "memory", &format!("{limit}m"))
        },
    )
}

/// A limit in mebibytes that Docker takes beside what the service keeps free for itself and what
/// it may have with swap.
fn fitting(service: Composed<'_>) -> Option<i64> {
    let bytes = |path: &[&str]| service.service.field(path).bytes().value().copied();
    let reserved = [
        bytes(&["mem_reservation"]),
        bytes(&["deploy", "resources", "reservations", "memory"]),
    ];
    let least = reserved.into_iter().flatten().max().unwrap_or(0);
    let least = least / MEBIBYTE + i64::from(least % MEBIBYTE > 0);
    let limit = least.max(USUAL_LIMIT);
    match bytes(&["memswap_limit"]) {
        Some(with_swap) if with_swap > 0 => {
            let limit = limit.min(with_swap / MEBIBYTE);
            (limit >= least.max(LEAST_LIMIT)).then_some(limit)
        }
        Some(_) | None => Some(limit),
    }
}
