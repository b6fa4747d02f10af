//! Decides `service-image-unambiguous`: where a service is built and named, it says when.

use super::{Check, Decide, unsettled};
use crate::catalogue::service_image_unambiguous::{
    BUILT_AND_NAMED, CONTROL, POLICY_LEAVES_OPEN, POLICY_UNRESOLVED,
};
use crate::facts::{Composed, Fact};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Service(decide),
};

fn decide(composed: Composed<'_>) -> Verdict {
    let service = composed.service;
    // A stack never builds, so the image is what it runs.
    if composed.ignores("build") || service.build().is_absent() {
        return Verdict::NotApplicable;
    }
    let Some(image) = service.image().span() else {
        return Verdict::Pass(None);
    };
    let policy = service.field(&["pull_policy"]).text();
    match composed.fact_or(policy, String::new(), Clone::clone) {
        Fact::Stated { value, evidence } if matches!(value.as_str(), "build" | "always") => {
            Verdict::Pass(Some(evidence))
        }
        Fact::Stated { value, evidence } => Finding::new(POLICY_LEAVES_OPEN)
            .with("policy", value)
            .at(evidence)
            .fails(),
        Fact::Default(_) => Finding::new(BUILT_AND_NAMED).at(composed.at(image)).fails(),
        Fact::Unknown(unknown) => unsettled::verdict(&unknown, POLICY_UNRESOLVED),
    }
}
