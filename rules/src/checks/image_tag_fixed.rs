//! Decides `image-tag-fixed`: a tag names a version, not whatever is newest.
//!
//! An image without any tag is a matter of `image-tag-stated`.

use super::{Check, Decide, image_edits, unsettled};
use crate::catalogue::image_tag_fixed::{CONTROL, TAG_MOVING, TAG_UNRESOLVED};
use crate::facts::{Common, ImageReference, Stated};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Common(decide),
};

fn decide(common: &Common) -> Verdict {
    let mut failures = Vec::new();
    let mut unknown = unsettled::findings(&common.images.unknown, TAG_UNRESOLVED);
    let mut is_concerned = false;
    for image in &common.images.items {
        let reference = &image.value;
        let is_tagged = reference.is_tag_stated();
        let is_pinned = reference.is_pinned() == Some(true);
        is_concerned |= is_pinned || is_tagged != Some(false);
        if is_pinned {
            continue;
        }
        match (is_tagged, reference.is_tag_moving()) {
            (Some(true), Some(true)) => failures.extend(failure(image)),
            (Some(true), None) | (None, _) => {
                unknown.push(unsettled::image(image, TAG_UNRESOLVED));
            }
            (Some(_), Some(false)) | (Some(false), _) => {}
        }
    }
    let is_concerned = is_concerned || !common.images.unknown.is_empty();
    Verdict::over(is_concerned, failures, unknown)
}

fn failure(image: &Stated<ImageReference>) -> Option<Finding> {
    let reference = &image.value;
    let tag = reference.tag.as_ref()?;
    let finding = Finding::new(TAG_MOVING)
        .with("tag", tag)
        .with("image", reference)
        .at(image.evidence);
    let behind = reference.repository.len() + 1 + tag.len();
    let digest = reference.text.get(behind..).unwrap_or_default();
    Some(image_edits::mended(
        finding,
        reference,
        "Put the version that was tested in the place of <TAG>.",
        format!("{}:<TAG>{digest}", reference.repository),
    ))
}
