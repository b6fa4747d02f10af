//! Decides `host-pid-unshared`: no container sees the processes of its host.

use super::{Check, Decide, namespace};
use crate::catalogue::host_pid_unshared::{CONTROL, HOST_STATED, MODE_UNRESOLVED};
use crate::facts::Runtime;
use crate::finding::Verdict;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Linux(decide),
};

fn decide(runtime: &Runtime) -> Verdict {
    if runtime.ignores("pid") {
        return Verdict::NotApplicable;
    }
    namespace::decide(&runtime.pid_mode, HOST_STATED, MODE_UNRESOLVED)
}
