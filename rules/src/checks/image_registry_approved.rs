//! Decides `image-registry-approved`: images come from the registries that the settings list.

use super::{Check, Decide, unsettled};
use crate::catalogue::image_registry_approved::{
    CONTROL, REGISTRY_UNAPPROVED, REGISTRY_UNRESOLVED,
};
use crate::facts::{Approval, Common};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Common(decide),
};

fn decide(common: &Common) -> Verdict {
    let mut failures = Vec::new();
    let mut unknown = Vec::new();
    let mut is_concerned = false;
    for image in &common.images.items {
        is_concerned |= image.value.approval != Approval::Unasked;
        match image.value.approval {
            Approval::Unasked | Approval::Given => {}
            Approval::Refused => failures.push(
                Finding::new(REGISTRY_UNAPPROVED)
                    .with("registry", image.value.registry().unwrap_or_default())
                    .with("image", &image.value)
                    .at(image.evidence),
            ),
            Approval::Open => unknown.push(unsettled::image(image, REGISTRY_UNRESOLVED)),
        }
    }
    Verdict::over(is_concerned, failures, unknown)
}
