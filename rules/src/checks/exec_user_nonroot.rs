//! Decides `exec-user-nonroot`: nobody ran a command in a container as root.

use super::{Check, Decide, exec_calls};
use crate::catalogue::exec_user_nonroot::{CONTROL, EXEC_AS_ROOT, EXEC_UNRECORDED};
use crate::facts::{ExecCall, Machine, User};
use crate::finding::Verdict;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Machine(decide),
};

fn decide(machine: &Machine) -> Verdict {
    exec_calls::decide(machine, is_root, EXEC_AS_ROOT, EXEC_UNRECORDED)
}

/// The container's own user, which an option does not override, is another control's matter.
fn is_root(call: &ExecCall) -> bool {
    let user = call.user.as_ref();
    user.is_some_and(|user| User::named(user).is_root())
}
