//! Decides `image-named`: an image that is there has a name that tells its version.

use super::{Check, Decide, unsettled};
use crate::catalogue::image_named::{CONTROL, NAMES_MISSING, TAGS_MOVING};
use crate::facts::Picture;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Picture(decide),
};

fn decide(picture: &Picture) -> Verdict {
    let (tags, digests) = (&picture.tags, &picture.digests);
    let is_latest = |tag: Option<&String>| tag.is_none_or(|tag| tag == "latest");
    let fixed = tags.items.iter();
    if let Some(fixed) = fixed
        .into_iter()
        .find(|it| !is_latest(it.value.tag.as_ref()))
    {
        return Verdict::Pass(Some(fixed.evidence));
    }
    let mut open = unsettled::unseen_all(&tags.unknown);
    match (tags.items.first(), digests.items.first()) {
        (Some(tag), _) => {
            let finding = Finding::new(TAGS_MOVING).with("image", &tag.value);
            finding.at(tag.evidence).fails()
        }
        _ if !open.is_empty() => Verdict::Unknown(open),
        // What was pulled by its digest is named by it.
        (None, Some(digest)) => Verdict::Pass(Some(digest.evidence)),
        (None, None) => {
            open.extend(unsettled::unseen_all(&digests.unknown));
            let failures = if open.is_empty() {
                vec![Finding::new(NAMES_MISSING)]
            } else {
                Vec::new()
            };
            Verdict::of_lists(failures, open)
        }
    }
}
