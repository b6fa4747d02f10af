//! Decides `host-uts-unshared`: no container shares the host's name.

use super::{Check, Decide, namespace, service_edits};
use crate::catalogue::host_uts_unshared::{CONTROL, HOST_STATED, MODE_UNRESOLVED};
use crate::facts::{Composed, Runtime};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Mended(&Decide::Linux(decide), mend),
};

fn decide(runtime: &Runtime) -> Verdict {
    namespace::decide(&runtime.namespaces.uts, HOST_STATED, MODE_UNRESOLVED)
}

fn mend(finding: Finding, service: Composed<'_>) -> Finding {
    service_edits::safely_mended(finding, service, |site| site.without(&["uts"]))
}
