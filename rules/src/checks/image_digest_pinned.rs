//! Decides `image-digest-pinned`: an image is named by its content.
//!
//! Of an image that is deployed, a tag that is missing or moves is told by `image-tag-stated` and
//! `image-tag-fixed`, and a digest is asked for once a version is chosen.

use super::{Check, Decide, image_edits, unsettled};
use crate::catalogue::image_digest_pinned::{
    CONTROL, DIGEST_MALFORMED, DIGEST_MISSING, REFERENCE_UNRESOLVED,
};
use crate::facts::{Build, Common, ImageReference, Stated};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Built(decide),
};

fn decide(common: &Common, build: Option<&Build<'_>>) -> Verdict {
    let mut failures = Vec::new();
    let mut is_concerned = !common.images.unknown.is_empty();
    let mut unknown = unsettled::findings(&common.images.unknown, REFERENCE_UNRESOLVED);
    for image in &common.images.items {
        if build.is_none() && has_no_version(&image.value) {
            continue;
        }
        is_concerned = true;
        match image.value.is_pinned() {
            Some(true) => {}
            Some(false) => failures.push(failure(image)),
            None => unknown.push(unsettled::image(image, REFERENCE_UNRESOLVED)),
        }
    }
    Verdict::over(is_concerned, failures, unknown)
}

/// Whether the tag is missing, or moves from version to version.
fn has_no_version(image: &ImageReference) -> bool {
    let is_unnamed = image.is_tag_stated() == Some(false) || image.is_tag_moving() == Some(true);
    is_unnamed && image.is_pinned() == Some(false) && !image.is_digest_malformed
}

fn failure(image: &Stated<ImageReference>) -> Finding {
    let reference = &image.value;
    let reason = if reference.is_digest_malformed {
        &DIGEST_MALFORMED
    } else {
        &DIGEST_MISSING
    };
    let finding = Finding::new(reason)
        .with("image", reference)
        .at(image.evidence);
    let name = reference.text.split('@').next().unwrap_or_default();
    image_edits::mended(
        finding,
        reference,
        "Put the digest of the tested image in the place of <DIGEST>; `docker buildx imagetools \
         inspect` shows it.",
        format!("{name}@sha256:<DIGEST>"),
    )
}
