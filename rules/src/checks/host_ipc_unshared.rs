//! Decides `host-ipc-unshared`: no container shares memory with its host.

use super::{Check, Decide, namespace, service_edits};
use crate::catalogue::host_ipc_unshared::{CONTROL, HOST_STATED, MODE_UNRESOLVED};
use crate::facts::{Composed, Runtime};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Mended(&Decide::Linux(decide), mend),
};

fn decide(runtime: &Runtime) -> Verdict {
    if runtime.ignores("ipc") {
        return Verdict::NotApplicable;
    }
    namespace::decide(&runtime.ipc_mode, HOST_STATED, MODE_UNRESOLVED)
}

fn mend(finding: Finding, service: Composed<'_>) -> Finding {
    service_edits::mended(
        finding,
        service,
        "Make sure that the program does without the memory of the host; `shm_size` gives it more of its own.",
        |site| site.without(&["ipc"]),
    )
}
