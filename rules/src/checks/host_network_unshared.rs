//! Decides `host-network-unshared`: no container uses the network of its host.

use super::{Check, Decide, namespace, service_edits};
use crate::catalogue::host_network_unshared::{
    CONTROL, HOST_STATED, HOST_WITH_PORTS, MODE_UNRESOLVED,
};
use crate::facts::{Composed, Runtime};
use crate::finding::{Finding, Verdict};
use crate::sheet::Refusal;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Mended(&Decide::Linux(decide), mend),
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

fn mend(finding: Finding, service: Composed<'_>) -> Finding {
    if finding.reason.key == HOST_WITH_PORTS.key {
        return service_edits::refused(finding, Refusal::OpensPorts);
    }
    service_edits::mended(
        finding,
        service,
        "Publish the ports that have to be reached, and name other services where the program \
         looked for them on the host.",
        |site| {
            if service.service.network_mode().is_absent() {
                site.without_item(&["networks"])
            } else {
                site.without(&["network_mode"])
            }
        },
    )
}
