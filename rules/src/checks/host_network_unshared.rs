//! Decides `host-network-unshared`: no container uses the network of its host.

use super::{Check, Decide, namespace};
use crate::catalogue::host_network_unshared::{
    CONTROL, HOST_STATED, HOST_WITH_PORTS, MODE_UNRESOLVED,
};
use crate::facts::Runtime;
use crate::finding::Verdict;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Linux(decide),
};

fn decide(runtime: &Runtime) -> Verdict {
    // Docker leaves them out without a word, so whoever reads them is misled.
    let host = if runtime.ports.is_none() {
        HOST_STATED
    } else {
        HOST_WITH_PORTS
    };
    namespace::decide(&runtime.network_mode, host, MODE_UNRESOLVED)
}
