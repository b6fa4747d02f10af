//! Decides `image-tag-fixed`: an image is named by a version, not by whatever is newest.

use super::{Check, Decide, unsettled};
use crate::catalogue::image_tag_fixed::{CONTROL, TAG_MISSING, TAG_MOVING, TAG_UNRESOLVED};
use crate::facts::{Common, ImageReference, Stated};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Common(decide),
};

fn decide(common: &Common) -> Verdict {
    if common.images.is_none() {
        return Verdict::NotApplicable;
    }
    let failures = common.images.items.iter().filter_map(failure).collect();
    Verdict::of_lists(
        failures,
        unsettled::findings(&common.images.unknown, TAG_UNRESOLVED),
    )
}

fn failure(image: &Stated<ImageReference>) -> Option<Finding> {
    let reference = &image.value;
    let finding = match &reference.tag {
        _ if reference.is_pinned() => return None,
        None => Finding::new(TAG_MISSING),
        Some(tag) if reference.is_tag_moving() => Finding::new(TAG_MOVING).with("tag", tag),
        Some(_) => return None,
    };
    Some(finding.with("image", reference).at(image.evidence))
}
