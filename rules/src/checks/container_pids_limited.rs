//! Decides `container-pids-limited`: no container can take all process numbers of its host.

use super::{Check, Decide, limit, service_edits, service_limits};
use crate::catalogue::container_pids_limited::{
    CONTROL, LIMIT_REFUSED, LIMIT_UNBOUNDED, LIMIT_UNRESOLVED, NOT_LIMITED,
};
use crate::facts::{Composed, Runtime};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Mended(&Decide::Linux(decide), mend),
};

fn decide(runtime: &Runtime) -> Verdict {
    limit::decide(
        &runtime.pids,
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
        "Choose a limit above the number of processes and threads that the program starts.",
        |site| service_limits::set(site, "pids_limit", "pids", "200"),
    )
}
