//! Decides `host-network-unshared`: no container uses the network of its host.

use super::{Check, Decide, namespace};
use crate::catalogue::host_network_unshared::{CONTROL, HOST_STATED, MODE_UNRESOLVED};
use crate::facts::Runtime;
use crate::finding::Verdict;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Linux(decide),
};

fn decide(runtime: &Runtime) -> Verdict {
    namespace::decide(&runtime.network_mode, HOST_STATED, MODE_UNRESOLVED)
}
