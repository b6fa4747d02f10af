//! Decides `image-tag-stated`: an image is named with a tag or a digest.

use super::{Check, Decide, image_edits, unsettled};
use crate::catalogue::image_tag_stated::{CONTROL, TAG_MISSING, TAG_UNRESOLVED};
use crate::facts::{Common, ImageReference, Stated};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Common(decide),
};

fn decide(common: &Common) -> Verdict {
    let mut failures = Vec::new();
    let mut unknown = unsettled::findings(&common.images.unknown, TAG_UNRESOLVED);
    for image in &common.images.items {
        // A digest that is none is told by `image-digest-pinned`; Docker takes no image by it.
        if image.value.is_pinned() == Some(true) || image.value.is_digest_malformed {
            continue;
        }
        match image.value.is_tag_stated() {
            Some(true) => {}
            Some(false) => failures.push(failure(image)),
            None => unknown.push(unsettled::image(image, TAG_UNRESOLVED)),
        }
    }
    Verdict::over(!common.images.is_none(), failures, unknown)
}

fn failure(image: &Stated<ImageReference>) -> Finding {
    let finding = Finding::new(TAG_MISSING)
        .with("image", &image.value)
        .at(image.evidence);
    image_edits::mended(
        finding,
        &image.value,
        "Put the version that was tested in the place of <TAG>.",
        format!("{}:<TAG>", image.value.text),
    )
}
