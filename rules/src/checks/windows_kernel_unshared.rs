//! Decides `windows-kernel-unshared`: a Windows container has a kernel of its own.

use super::{Check, Decide, unsettled};
use crate::catalogue::windows_kernel_unshared::{CONTROL, ISOLATION_UNRESOLVED, PROCESS_STATED};
use crate::facts::{Fact, Runtime};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Runtime(decide),
};

fn decide(runtime: &Runtime) -> Verdict {
    match &runtime.namespaces.isolation {
        Fact::Stated { value, evidence } if value.eq_ignore_ascii_case("process") => {
            Finding::new(PROCESS_STATED).at(*evidence).fails()
        }
        // Which kind is the default depends on the edition of Windows.
        Fact::Stated { value, .. } if value == "default" => Verdict::NotApplicable,
        Fact::Stated { evidence, .. } => Verdict::Pass(Some(*evidence)),
        Fact::Default(_) => Verdict::NotApplicable,
        Fact::Unknown(unknown) => unsettled::verdict(unknown, ISOLATION_UNRESOLVED),
    }
}
