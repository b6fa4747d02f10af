//! Decides `container-runtime-registered`: what starts a container has a name the daemon knows.

use super::{Check, Decide, unsettled};
use crate::catalogue::container_runtime_registered::{CONTROL, PATH_STATED, RUNTIME_UNRESOLVED};
use crate::facts::{Fact, Runtime};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Runtime(decide),
};

fn decide(runtime: &Runtime) -> Verdict {
    match &runtime.namespaces.starter {
        Fact::Default(_) => Verdict::NotApplicable,
        Fact::Stated { value, evidence } if value.starts_with('/') => {
            let finding = Finding::new(PATH_STATED).with("path", value);
            finding.at(*evidence).fails()
        }
        Fact::Stated { evidence, .. } => Verdict::Pass(Some(*evidence)),
        Fact::Unknown(unknown) => unsettled::verdict(unknown, RUNTIME_UNRESOLVED),
    }
}
