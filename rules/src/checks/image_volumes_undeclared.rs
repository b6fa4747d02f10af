//! Decides `image-volumes-undeclared`: whoever runs an image says where it keeps its files.

use super::{Check, Decide, unsettled};
use crate::catalogue::image_volumes_undeclared::{CONTROL, VOLUME_DECLARED};
use crate::facts::Picture;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Picture(decide),
};

fn decide(picture: &Picture) -> Verdict {
    let volumes = &picture.volumes;
    let failures = volumes.items.iter().map(|volume| {
        Finding::new(VOLUME_DECLARED)
            .with("path", &volume.value)
            .at(volume.evidence)
    });
    Verdict::of_lists(failures.collect(), unsettled::unseen_all(&volumes.unknown))
}
