//! Decides `host-pid-unshared`: no container sees the processes of its host.

use super::{Check, Decide, namespace, service_edits};
use crate::catalogue::host_pid_unshared::{CONTROL, HOST_STATED, MODE_UNRESOLVED};
use crate::facts::{Composed, Runtime};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Mended(&Decide::Linux(decide), mend),
};

fn decide(runtime: &Runtime) -> Verdict {
    if runtime.ignores("pid") {
        return Verdict::NotApplicable;
    }
    namespace::decide(&runtime.pid_mode, HOST_STATED, MODE_UNRESOLVED)
}

fn mend(finding: Finding, service: Composed<'_>) -> Finding {
    service_edits::mended(
        finding,
        service,
        "Make sure that the program does without the processes of the host.",
        |site| site.without(&["pid"]),
    )
}
