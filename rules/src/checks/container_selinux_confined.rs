//! Decides `container-selinux-confined`: `SELinux` keeps containers apart where the host has it.
//!
//! The engine itself gives labels up for what shares the host's processes or memory, or is
//! privileged; what it reports of such a container is those controls' matter.

use super::{Check, Decide, service_edits, unsettled};
use crate::catalogue::container_selinux_confined::{CONTROL, LABEL_GIVEN_UP, OPTION_UNRESOLVED};
use crate::facts::{Composed, Runtime};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Mended(&Decide::Linux(decide), mend),
};

fn decide(runtime: &Runtime) -> Verdict {
    if runtime.ignores("security_opt") {
        return Verdict::NotApplicable;
    }
    let shares = |mode: Option<&String>| mode.is_some_and(|mode| mode == "host");
    let is_implied = runtime.is_privileged()
        || shares(runtime.pid_mode.value())
        || shares(runtime.ipc_mode.value());
    if is_implied && runtime.confinement.is_reported {
        return Verdict::NotApplicable;
    }
    let options = &runtime.security_options;
    let given_up = options
        .items
        .iter()
        .filter(|option| option.value.is_label_given_up());
    let failures: Vec<Finding> = given_up
        .map(|option| Finding::new(LABEL_GIVEN_UP).at(option.evidence))
        .collect();
    let unknown = unsettled::findings(&options.unknown, OPTION_UNRESOLVED);
    Verdict::over(!runtime.is_privileged(), failures, unknown)
}

fn mend(finding: Finding, service: Composed<'_>) -> Finding {
    service_edits::mended(
        finding,
        service,
        "Make sure that the program can still read what is mounted, with `:z` or `:Z` where it has to.",
        |site| site.without_item(&["security_opt"]),
    )
}
