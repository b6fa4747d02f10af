//! Decides `host-ipc-unshared`: no container shares memory with its host.

use super::{Check, Decide, namespace};
use crate::catalogue::host_ipc_unshared::{CONTROL, HOST_STATED, MODE_UNRESOLVED};
use crate::facts::Runtime;
use crate::finding::Verdict;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Linux(decide),
};

fn decide(runtime: &Runtime) -> Verdict {
    if runtime.ignores("ipc") {
        return Verdict::NotApplicable;
    }
    namespace::decide(&runtime.ipc_mode, HOST_STATED, MODE_UNRESOLVED)
}
