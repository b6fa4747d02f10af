//! Decides `container-image-current`: a container runs the image that its name stands for now.

use super::{Check, Decide, unsettled};
use crate::catalogue::container_image_current::{CONTROL, IMAGE_REPLACED};
use crate::facts::{Fact, Running};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Running(decide),
};

fn decide(running: &Running) -> Verdict {
    match &running.image_current {
        Fact::Stated {
            value: true,
            evidence,
        } => Verdict::Pass(Some(*evidence)),
        Fact::Stated {
            value: false,
            evidence,
        } => Finding::new(IMAGE_REPLACED).at(*evidence).fails(),
        Fact::Default(true) => Verdict::Pass(None),
        Fact::Default(false) => Finding::new(IMAGE_REPLACED).fails(),
        Fact::Unknown(unknown) => unsettled::unseen(unknown),
    }
}
