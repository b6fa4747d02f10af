//! Decides `container-seccomp-confined`: system calls are filtered.
//!
//! A privileged container has no filter, which is another control's matter unless it is
//! given up besides.

use super::{Check, Decide, service_edits, unsettled};
use crate::catalogue::container_seccomp_confined::{
    CONTROL, DAEMON_UNCONFINED, OPTION_UNRESOLVED, PROFILE_PERMISSIVE, UNCONFINED_STATED,
};
use crate::catalogue::container_unprivileged;
use crate::facts::{Composed, Fact, Runtime, SystemCalls};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Mended(&Decide::Linux(decide), mend),
};

fn decide(runtime: &Runtime) -> Verdict {
    if runtime.ignores("security_opt") {
        return Verdict::NotApplicable;
    }
    let options = &runtime.security_options;
    // Of several profiles the last one holds.
    let last = options
        .items
        .iter()
        .rfind(|option| option.value.key == "seccomp");
    if let Some(option) = last.filter(|option| option.value.is_seccomp_unconfined()) {
        return Finding::new(UNCONFINED_STATED).at(option.evidence).fails();
    }
    if let Some(option) = last.filter(|option| option.value.allows_unnamed_calls()) {
        let finding = Finding::new(PROFILE_PERMISSIVE);
        return finding.at(option.evidence).leaves_unknown();
    }
    if runtime.is_privileged() {
        return Verdict::Covered(&container_unprivileged::CONTROL);
    }
    if last.is_none()
        && let Some(daemon) = &runtime.daemon
        && let Fact::Stated {
            value: SystemCalls::Unconfined | SystemCalls::Unfiltered,
            evidence,
        } = &daemon.system_calls
    {
        return Finding::new(DAEMON_UNCONFINED).at(*evidence).fails();
    }
    let mut unknown = unsettled::findings(&options.unknown, OPTION_UNRESOLVED);
    if let Fact::Unknown(privileged) = &runtime.privileged {
        unknown.push(unsettled::finding(privileged, OPTION_UNRESOLVED));
    }
    Verdict::of_lists(Vec::new(), unknown)
}

fn mend(finding: Finding, service: Composed<'_>) -> Finding {
    service_edits::mended(
        finding,
        service,
        "Make sure that the program works with Docker's own filter, or name a profile for it.",
        |site| site.without_item(&["security_opt"]),
    )
}
