//! Decides `container-root-readonly`: the root file system cannot be changed.

use super::{Check, Decide, unsettled};
use crate::catalogue::container_root_readonly::{
    CONTROL, VALUE_UNRESOLVED, WRITABLE_BY_DEFAULT, WRITABLE_STATED,
};
use crate::facts::{Fact, Runtime};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Linux(decide),
};

fn decide(runtime: &Runtime) -> Verdict {
    match &runtime.read_only {
        Fact::Stated {
            value: true,
            evidence,
        } => Verdict::Pass(Some(*evidence)),
        Fact::Default(true) => Verdict::Pass(None),
        Fact::Stated {
            value: false,
            evidence,
        } => Finding::new(WRITABLE_STATED).at(*evidence).fails(),
        Fact::Default(false) => Finding::new(WRITABLE_BY_DEFAULT).fails(),
        Fact::Unknown(unknown) => unsettled::verdict(unknown, VALUE_UNRESOLVED),
    }
}
