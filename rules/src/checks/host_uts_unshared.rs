//! Decides `host-uts-unshared`: no container shares the host's name.

use super::{Check, Decide, namespace};
use crate::catalogue::host_uts_unshared::{CONTROL, HOST_STATED, MODE_UNRESOLVED};
use crate::facts::Runtime;
use crate::finding::Verdict;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Linux(decide),
};

fn decide(runtime: &Runtime) -> Verdict {
    namespace::decide(&runtime.namespaces.uts, HOST_STATED, MODE_UNRESOLVED)
}
