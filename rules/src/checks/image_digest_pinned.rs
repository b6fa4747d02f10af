//! Decides `image-digest-pinned`: an image is named by its content.

use super::{Check, Decide, unsettled};
use crate::catalogue::image_digest_pinned::{
    CONTROL, DIGEST_MALFORMED, DIGEST_MISSING, REFERENCE_UNRESOLVED,
};
use crate::facts::{Common, ImageReference, Stated};
use crate::finding::{Edit, Finding, Remedy, Verdict};
use crate::span::Span;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Common(decide),
};

fn decide(common: &Common) -> Verdict {
    let mut failures = Vec::new();
    let mut unknown = unsettled::findings(&common.images.unknown, REFERENCE_UNRESOLVED);
    for image in &common.images.items {
        match image.value.is_pinned() {
            Some(true) => {}
            Some(false) => failures.push(failure(image)),
            None => unknown.push(unsettled::image(image, REFERENCE_UNRESOLVED)),
        }
    }
    Verdict::over(!common.images.is_none(), failures, unknown)
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
    let Some(place) = reference.place else {
        return finding;
    };
    let name = reference.text.split('@').next().unwrap_or_default();
    let digest = Span::new(place.start + name.len(), place.end);
    finding.mended_by(Remedy::assisted(
        "Put the digest of the tested image in the place of <DIGEST>; `docker buildx imagetools \
         inspect` shows it.",
        vec![Edit::replace(digest, "@sha256:<DIGEST>")],
    ))
}
