//! Decides `container-logs-kept`: what a container writes is not thrown away.

use super::{Check, Decide, unsettled};
use crate::catalogue::container_logs_kept::{CONTROL, DRIVER_NONE, DRIVER_UNRESOLVED};
use crate::facts::{Fact, Runtime};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Runtime(decide),
};

fn decide(runtime: &Runtime) -> Verdict {
    match &runtime.logging.driver {
        Fact::Stated { value, evidence } if value == "none" => {
            Finding::new(DRIVER_NONE).at(*evidence).fails()
        }
        Fact::Stated { evidence, .. } => Verdict::Pass(Some(*evidence)),
        Fact::Default(_) => Verdict::Pass(None),
        Fact::Unknown(unknown) => unsettled::verdict(unknown, DRIVER_UNRESOLVED),
    }
}
