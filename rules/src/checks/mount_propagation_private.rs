//! Decides `mount-propagation-private`: what the host mounts later does not reach a container.

use super::{Check, Decide, propagation};
use crate::catalogue::mount_propagation_private::{
    CONTROL, PROPAGATION_RECEIVED, PROPAGATION_UNRESOLVED,
};
use crate::facts::Runtime;
use crate::finding::Verdict;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Linux(decide),
};

fn decide(runtime: &Runtime) -> Verdict {
    let ways = ["slave", "rslave"];
    propagation::decide(runtime, &ways, PROPAGATION_RECEIVED, PROPAGATION_UNRESOLVED)
}
