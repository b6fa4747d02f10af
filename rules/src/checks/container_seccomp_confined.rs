//! Decides `container-seccomp-confined`: system calls are filtered.

use super::{Check, Decide, service_edits, unsettled};
use crate::catalogue::container_seccomp_confined::{
    CONTROL, OPTION_UNRESOLVED, UNCONFINED_BY_PRIVILEGE, UNCONFINED_STATED,
};
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
    let options = &runtime.security_options;
    // Of several profiles the last one holds.
    let last = options
        .items
        .iter()
        .rfind(|option| option.value.key == "seccomp");
    if let Some(option) = last.filter(|option| option.value.is_seccomp_unconfined()) {
        return Finding::new(UNCONFINED_STATED).at(option.evidence).fails();
    }
    if let Fact::Stated {
        value: true,
        evidence,
    } = runtime.privileged
    {
        return Finding::new(UNCONFINED_BY_PRIVILEGE).at(evidence).fails();
    }
    let mut unknown = unsettled::findings(&options.unknown, OPTION_UNRESOLVED);
    if let Fact::Unknown(privileged) = &runtime.privileged {
        unknown.push(unsettled::finding(privileged, OPTION_UNRESOLVED));
    }
    Verdict::of_lists(Vec::new(), unknown)
}

fn mend(finding: Finding, service: Composed<'_>) -> Finding {
    let is_by_privilege = finding.reason.key == UNCONFINED_BY_PRIVILEGE.key;
    service_edits::mended(
        finding,
        service,
        "Make sure that the program works with Docker's own filter, or name a profile for it.",
        |site| {
            if is_by_privilege {
                site.unprivileged()
            } else {
                site.without_item(&["security_opt"])
            }
        },
    )
}
