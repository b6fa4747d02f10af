//! Decides `image-size-moderate`: an image holds little beside what its program needs.

use super::{Check, Decide, unsettled};
use crate::catalogue::image_size_moderate::{CONTROL, LAYERS_MANY, SIZE_LARGE};
use crate::facts::{Fact, Picture};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Picture(decide),
};

/// In bytes: images of most programs are far smaller, and those that are not hold a toolchain.
const LARGEST: u64 = 2_000_000_000;

/// Storage drivers stop at about twice as many.
const MOST_LAYERS: u64 = 60;

fn decide(picture: &Picture) -> Verdict {
    let mut failures = Vec::new();
    let mut unknown = Vec::new();
    match &picture.size {
        Fact::Stated { value, evidence } if *value > LARGEST => {
            let gigabytes = value / 1_000_000_000;
            let tenths = value / 100_000_000 % 10;
            let finding = Finding::new(SIZE_LARGE).with("size", format!("{gigabytes}.{tenths}"));
            failures.push(finding.at(*evidence));
        }
        Fact::Stated { .. } | Fact::Default(_) => {}
        Fact::Unknown(open) => unknown.extend(unsettled::unseen_all(std::slice::from_ref(open))),
    }
    match &picture.layers {
        Fact::Stated { value, evidence } if *value > MOST_LAYERS => {
            let finding = Finding::new(LAYERS_MANY).with("count", value);
            failures.push(finding.at(*evidence));
        }
        Fact::Stated { .. } | Fact::Default(_) => {}
        Fact::Unknown(open) => unknown.extend(unsettled::unseen_all(std::slice::from_ref(open))),
    }
    Verdict::of_lists(failures, unknown)
}
