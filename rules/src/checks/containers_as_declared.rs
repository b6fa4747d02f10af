//! Decides `containers-as-declared`: nobody changed a container, or its file, without the other.

use super::unsettled::listed;
use super::{Check, Decide};
use crate::catalogue::containers_as_declared::{CONTROL, SETTING_DIFFERS};
use crate::facts::Runtime;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Runtime(decide),
};

fn decide(runtime: &Runtime) -> Verdict {
    let Some(drifts) = &runtime.drifts else {
        return Verdict::NotApplicable;
    };
    let failures = drifts.iter().map(|drift| {
        let names: Vec<&str> = drift.containers.iter().map(String::as_str).collect();
        Finding::new(SETTING_DIFFERS)
            .with("setting", drift.setting)
            .with("declared", &drift.declared)
            .with("running", &drift.running)
            .with("containers", listed(&names))
            .at_any(drift.evidence)
    });
    Verdict::of_lists(failures.collect(), Vec::new())
}
