//! Decides `host-users-unshared`: no container is taken out of the daemon's user namespace.

use super::{Check, Decide, namespace};
use crate::catalogue::host_users_unshared::{CONTROL, HOST_STATED, MODE_UNRESOLVED};
use crate::facts::Runtime;
use crate::finding::Verdict;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Linux(decide),
};

fn decide(runtime: &Runtime) -> Verdict {
    if runtime.ignores("userns_mode") {
        return Verdict::NotApplicable;
    }
    namespace::decide(&runtime.namespaces.users, HOST_STATED, MODE_UNRESOLVED)
}
