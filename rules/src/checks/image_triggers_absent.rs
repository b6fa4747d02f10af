//! Decides `image-triggers-absent`: an image makes those that build on it do nothing unasked.

use super::{Check, Decide, unsettled};
use crate::catalogue::image_triggers_absent::{CONTROL, TRIGGER_LEFT};
use crate::facts::Picture;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Picture(decide),
};

fn decide(picture: &Picture) -> Verdict {
    let triggers = &picture.triggers;
    let failures = triggers.items.iter().map(|trigger| {
        Finding::new(TRIGGER_LEFT)
            .with("trigger", &trigger.value)
            .at(trigger.evidence)
    });
    Verdict::of_lists(failures.collect(), unsettled::unseen_all(&triggers.unknown))
}
