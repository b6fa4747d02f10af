//! Decides `mount-propagation-unshared`: what a container mounts stays in it.

use super::{Check, Decide, propagation};
use crate::catalogue::mount_propagation_unshared::{
    CONTROL, PROPAGATION_SHARED, PROPAGATION_UNRESOLVED,
};
use crate::facts::Runtime;
use crate::finding::Verdict;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Linux(decide),
};

fn decide(runtime: &Runtime) -> Verdict {
    let ways = ["shared", "rshared"];
    propagation::decide(runtime, &ways, PROPAGATION_SHARED, PROPAGATION_UNRESOLVED)
}
