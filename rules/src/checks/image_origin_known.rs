//! Decides `image-origin-known`: the registry that an image comes from can be named.

use super::{Check, Decide, unsettled};
use crate::catalogue::image_origin_known::{CONTROL, DIGEST_WITHOUT_PULL, MADE_HERE};
use crate::facts::Picture;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Picture(decide),
};

/// What Podman puts before the names of images that it builds.
const LOCAL: &str = "localhost/";

fn decide(picture: &Picture) -> Verdict {
    if let Some(pulled) = picture.origins.items.first() {
        return Verdict::Pass(Some(pulled.evidence));
    }
    let digests = &picture.digests;
    let mut foreign = digests.items.iter();
    match foreign.find(|it| !it.value.repository.starts_with(LOCAL)) {
        Some(digest) if picture.goes_by_digest => Finding::new(DIGEST_WITHOUT_PULL)
            .at(digest.evidence)
            .leaves_unknown(),
        Some(digest) => Verdict::Pass(Some(digest.evidence)),
        None if digests.unknown.is_empty() => Finding::new(MADE_HERE).leaves_unknown(),
        None => Verdict::Unknown(unsettled::unseen_all(&digests.unknown)),
    }
}
