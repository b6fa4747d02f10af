//! Decides `image-origin-known`: the registry that an image comes from can be named.

use super::{Check, Decide, unsettled};
use crate::catalogue::image_origin_known::{CONTROL, MADE_HERE};
use crate::facts::Picture;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Picture(decide),
};

fn decide(picture: &Picture) -> Verdict {
    let digests = &picture.digests;
    let pulled = picture.origins.items.first().map(|it| it.evidence);
    let known = digests.items.first().map(|it| it.evidence).or(pulled);
    match known {
        Some(place) => Verdict::Pass(Some(place)),
        None if digests.unknown.is_empty() => Finding::new(MADE_HERE).leaves_unknown(),
        None => Verdict::Unknown(unsettled::unseen_all(&digests.unknown)),
    }
}
