//! Decides `container-selinux-confined`: `SELinux` keeps containers apart where the host has it.
//!
//! The engine itself gives labels up for what shares the host's processes or memory, or is
//! privileged; what it reports of such a container is those controls' matter.

use super::{Check, Decide, service_edits, unsettled};
use crate::catalogue::container_selinux_confined::{
    CONTROL, LABEL_GIVEN_UP, LABEL_MISSING, OPTION_UNRESOLVED,
};
use crate::catalogue::{container_unprivileged, host_ipc_unshared, host_pid_unshared};
use crate::facts::{Composed, Fact, Runtime};
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
    let implying = [
        (runtime.is_privileged(), &container_unprivileged::CONTROL),
        (
            shares(runtime.pid_mode.value()),
            &host_pid_unshared::CONTROL,
        ),
        (
            shares(runtime.ipc_mode.value()),
            &host_ipc_unshared::CONTROL,
        ),
    ];
    let mut implying = implying.into_iter();
    if let Some((_, cover)) = implying.find(|(implies, _)| *implies)
        && runtime.confinement.is_reported
    {
        return Verdict::Covered(cover);
    }
    let labels = runtime.daemon.as_ref().map(|it| &it.selinux);
    match labels {
        Some(Fact::Stated { value: false, .. } | Fact::Default(false)) => {
            return Verdict::NotApplicable;
        }
        Some(Fact::Stated { value: true, .. } | Fact::Default(true) | Fact::Unknown(_)) | None => {}
    }
    let options = &runtime.security_options;
    let given_up = options
        .items
        .iter()
        .filter(|option| option.value.is_label_given_up());
    let mut failures: Vec<Finding> = given_up
        .map(|option| Finding::new(LABEL_GIVEN_UP).at(option.evidence))
        .collect();
    if failures.is_empty()
        && runtime.confinement.is_running
        && let Some(Fact::Stated {
            value: true,
            evidence,
        }) = labels
        && let Some(Fact::Default(label)) = &runtime.confinement.process_label
        && label.is_empty()
    {
        failures.push(Finding::new(LABEL_MISSING).at(*evidence));
    }
    let unknown = unsettled::findings(&options.unknown, OPTION_UNRESOLVED);
    Verdict::of_lists(failures, unknown)
        .covered_by(&container_unprivileged::CONTROL, runtime.is_privileged())
}

fn mend(finding: Finding, service: Composed<'_>) -> Finding {
    service_edits::mended(
        finding,
        service,
        "Make sure that the program can still read what is mounted, with `:z` or `:Z` where it has to.",
        |site| site.without_item(&["security_opt"]),
    )
}
