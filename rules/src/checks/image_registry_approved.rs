//! Decides `image-registry-approved`: images come from the registries that the settings list.

use super::{Check, Decide, unsettled};
use crate::catalogue::image_registry_approved::{
    CONTROL, REGISTRY_UNAPPROVED, REGISTRY_UNRESOLVED,
};
use crate::facts::{Approval, Common, ImageReference, Picture, Stated};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::First(&[Decide::Picture(of_picture), Decide::Common(decide)]),
};

/// One approved name is enough: a registry that has the image has it whoever else does. A tag
/// alone is given by anybody, so digests come first.
fn of_picture(picture: &Picture) -> Verdict {
    let digests = &picture.digests.items;
    let names = if digests.is_empty() {
        &picture.tags.items
    } else {
        digests
    };
    let approved = |it: &&Stated<ImageReference>| it.value.approval == Approval::Given;
    match names.iter().find(approved) {
        Some(name) => Verdict::Pass(Some(name.evidence)),
        None => judge(names.iter().take(1)),
    }
}

fn decide(common: &Common) -> Verdict {
    judge(common.images.items.iter())
}

fn judge<'i>(images: impl Iterator<Item = &'i Stated<ImageReference>>) -> Verdict {
    let mut failures = Vec::new();
    let mut unknown = Vec::new();
    let mut is_concerned = false;
    for image in images {
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
