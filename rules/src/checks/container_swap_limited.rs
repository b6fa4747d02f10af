//! Decides `container-swap-limited`: a limit on memory is not undone by swap without one.

use super::{Check, Decide, limit, service_edits, unsettled};
use crate::catalogue::container_swap_limited::{
    CONTROL, LIMIT_UNRESOLVED, LIMIT_VOID, SWAP_UNBOUNDED,
};
use crate::facts::{Composed, Fact, Limit, Runtime};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Mended(&Decide::Linux(decide), mend),
};

/// What the daemon says where its kernel heeds no such limit.
const VOID: &str = "No swap limit support";

fn decide(runtime: &Runtime) -> Verdict {
    limit::unless_void(judge(runtime), runtime, VOID, LIMIT_VOID)
}

fn judge(runtime: &Runtime) -> Verdict {
    // Without a limit on memory there is nothing to undo.
    match runtime.memory.value() {
        Some(Limit::Unbounded(_) | Limit::Refused(_)) => return Verdict::NotApplicable,
        Some(Limit::Bounded) | None => {}
    }
    match &runtime.bounds.swap {
        Fact::Stated { value, evidence } if *value < 0 => {
            Finding::new(SWAP_UNBOUNDED).at(*evidence).fails()
        }
        Fact::Stated { evidence, .. } => Verdict::Pass(Some(*evidence)),
        // Docker then allows as much swap as memory.
        Fact::Default(_) => Verdict::Pass(None),
        Fact::Unknown(unknown) => unsettled::verdict(unknown, LIMIT_UNRESOLVED),
    }
}

fn mend(finding: Finding, service: Composed<'_>) -> Finding {
    service_edits::mended(
        finding,
        service,
        "Make sure that the memory limit suffices with as much swap again.",
        |site| site.without(&["memswap_limit"]),
    )
}
