//! Decides `container-unprivileged`: no container has every privilege of the host.

use super::{Check, Decide, unsettled};
use crate::catalogue::container_unprivileged::{CONTROL, PRIVILEGED_STATED, PRIVILEGED_UNRESOLVED};
use crate::facts::{Fact, Runtime};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Runtime(decide),
};

fn decide(runtime: &Runtime) -> Verdict {
    match &runtime.privileged {
        Fact::Stated {
            value: true,
            evidence,
        } => Finding::new(&PRIVILEGED_STATED).at(*evidence).fails(),
        Fact::Default(true) => Finding::new(&PRIVILEGED_STATED).fails(),
        Fact::Stated {
            value: false,
            evidence,
        } => Verdict::Pass(Some(*evidence)),
        Fact::Default(false) => Verdict::Pass(None),
        Fact::Unknown(unknown) => unsettled::verdict(unknown, &PRIVILEGED_UNRESOLVED),
    }
}
