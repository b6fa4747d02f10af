//! Decides `image-digest-pinned`: an image is named by its content.

use super::{Check, Decide, unsettled};
use crate::catalogue::image_digest_pinned::{
    CONTROL, DIGEST_MALFORMED, DIGEST_MISSING, REFERENCE_UNRESOLVED,
};
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
    let unknown = unsettled::findings(&common.images.unknown, REFERENCE_UNRESOLVED);
    Verdict::of_lists(failures, unknown)
}

fn failure(image: &Stated<ImageReference>) -> Option<Finding> {
    let reference = &image.value;
    if reference.is_pinned() {
        return None;
    }
    let reason = if reference.is_digest_malformed {
        &DIGEST_MALFORMED
    } else {
        &DIGEST_MISSING
    };
    Some(
        Finding::new(reason)
            .with("image", reference)
            .at(image.evidence),
    )
}
