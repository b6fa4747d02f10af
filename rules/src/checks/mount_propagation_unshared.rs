//! Decides `mount-propagation-unshared`: what a container mounts stays in it.

use super::{Check, Decide, mount_edits, propagation, service_edits};
use crate::catalogue::mount_propagation_unshared::{
    CONTROL, PROPAGATION_SHARED, PROPAGATION_UNRESOLVED,
};
use crate::facts::{Composed, Runtime};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Mended(&Decide::Linux(decide), mend),
};

/// The ways of spreading that it is about.
const WAYS: [&str; 2] = ["shared", "rshared"];

fn decide(runtime: &Runtime) -> Verdict {
    propagation::decide(runtime, &WAYS, PROPAGATION_SHARED, PROPAGATION_UNRESOLVED)
}

fn mend(finding: Finding, service: Composed<'_>) -> Finding {
    service_edits::mended(
        finding,
        service,
        "Make sure that the host need not see what the container mounts.",
        |site| mount_edits::without_option(site, &WAYS, "propagation"),
    )
}
