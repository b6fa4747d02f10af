//! Which images come from registries that the policy approves.

use crate::facts::{ImageReference, Listed, Seen, Subject};

/// Compares the registry of every image with those that are approved, where any are listed.
pub(super) fn ask(subjects: &mut [Subject<'_>], registries: &[String]) {
    if registries.is_empty() {
        return;
    }
    let asked = |images: &mut Listed<ImageReference>| {
        for image in &mut images.items {
            image.value.approval = image.value.approval_by(registries);
        }
    };
    for subject in subjects.iter_mut() {
        if let Some(common) = subject.common.as_mut() {
            asked(&mut common.images);
        }
        if let Some(Seen::Picture(picture)) = subject.seen.as_deref_mut() {
            asked(&mut picture.tags);
            asked(&mut picture.digests);
        }
    }
}
