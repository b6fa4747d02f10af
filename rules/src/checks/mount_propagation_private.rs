//! Decides `mount-propagation-private`: what the host mounts later does not reach a container.

use super::{Check, Decide, mount_edits, propagation, service_edits};
use crate::catalogue::mount_propagation_private::{
    CONTROL, PROPAGATION_RECEIVED, PROPAGATION_UNRESOLVED,
};
use crate::facts::{Composed, Runtime};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Mended(&Decide::Linux(decide), mend),
};

/// The ways of spreading that it is about.
const WAYS: [&str; 2] = ["slave", "rslave"];

fn decide(runtime: &Runtime) -> Verdict {
    propagation::decide(runtime, &WAYS, PROPAGATION_RECEIVED, PROPAGATION_UNRESOLVED)
}

fn mend(finding: Finding, service: Composed<'_>) -> Finding {
    service_edits::mended(
        finding,
        service,
        "Make sure that the program need not see what the host mounts later.",
        |site| mount_edits::without_option(site, &WAYS, "propagation"),
    )
}
