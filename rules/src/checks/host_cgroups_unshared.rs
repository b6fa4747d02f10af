//! Decides `host-cgroups-unshared`: no container sees the host's tree of control groups.
//!
//! With version 1 of control groups the engine shares them of its own accord, and no container
//! tells which version its host has; its daemon does.

use super::{Check, Decide, namespace, service_edits};
use crate::catalogue::host_cgroups_unshared::{
    CONTROL, HOST_REPORTED, HOST_STATED, MODE_UNRESOLVED,
};
use crate::facts::{Composed, Fact, Runtime};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Mended(&Decide::Linux(decide), mend),
};

fn decide(runtime: &Runtime) -> Verdict {
    if runtime.ignores("cgroup") {
        return Verdict::NotApplicable;
    }
    match &runtime.namespaces.control_groups {
        Fact::Stated { value, evidence } if value == "host" && runtime.confinement.is_reported => {
            let version = runtime.daemon.as_ref().map(|it| &it.cgroup_version);
            match version {
                Some(Fact::Stated { value: 1, .. }) => Verdict::NotApplicable,
                Some(Fact::Stated { .. }) => Finding::new(HOST_STATED).at(*evidence).fails(),
                Some(Fact::Default(_) | Fact::Unknown(_)) | None => {
                    Finding::new(HOST_REPORTED).at(*evidence).leaves_unknown()
                }
            }
        }
        mode => namespace::decide(mode, HOST_STATED, MODE_UNRESOLVED),
    }
}

fn mend(finding: Finding, service: Composed<'_>) -> Finding {
    service_edits::mended(
        finding,
        service,
        "Make sure that the program does without the control groups of the host.",
        |site| site.set(&["cgroup"], "private"),
    )
}
