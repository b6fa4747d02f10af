//! Decides `container-seccomp-confined`: system calls are filtered.

use super::{Check, Decide, unsettled};
use crate::catalogue::container_seccomp_confined::{
    CONTROL, OPTION_UNRESOLVED, UNCONFINED_BY_PRIVILEGE, UNCONFINED_STATED,
};
use crate::facts::{Fact, Runtime};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Linux(decide),
};

fn decide(runtime: &Runtime) -> Verdict {
    let options = &runtime.security_options;
    let unconfined = options
        .items
        .iter()
        .find(|option| option.value.is_seccomp_unconfined());
    if let Some(option) = unconfined {
        return Finding::new(&UNCONFINED_STATED).at(option.evidence).fails();
    }
    if let Fact::Stated {
        value: true,
        evidence,
    } = runtime.privileged
    {
        return Finding::new(&UNCONFINED_BY_PRIVILEGE).at(evidence).fails();
    }
    let unknown = unsettled::findings(&options.unknown, &OPTION_UNRESOLVED);
    Verdict::of_lists(Vec::new(), unknown)
}
