//! Decides `exec-unprivileged`: nobody gave a command in a container every privilege.

use super::{Check, Decide, exec_calls};
use crate::catalogue::exec_unprivileged::{CONTROL, EXEC_PRIVILEGED, EXEC_UNRECORDED};
use crate::facts::Machine;
use crate::finding::Verdict;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Machine(decide),
};

fn decide(machine: &Machine) -> Verdict {
    exec_calls::decide(
        machine,
        |call| call.privileged,
        EXEC_PRIVILEGED,
        EXEC_UNRECORDED,
    )
}
