//! Decides `container-health-checked`: Docker can tell whether the service works.
//!
//! `HEALTHCHECK NONE` in an image's own Dockerfile is a stated decision and passes for the image;
//! `health-check-enabled` tells of it. A service or container without a probe fails.

use super::{Check, Decide, unsettled};
use crate::catalogue::container_health_checked::{
    CHECK_UNRESOLVED, CONTROL, DISABLED_STATED, IMAGE_DECIDES, NOT_SET,
};
use crate::facts::{Common, Fact, Health, Need};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Common(decide),
};

fn decide(common: &Common) -> Verdict {
    match &common.health {
        Fact::Stated {
            value: Health::Probed | Health::Declined,
            evidence,
        } => Verdict::Pass(Some(*evidence)),
        Fact::Default(Health::Probed | Health::Declined) => Verdict::Pass(None),
        Fact::Stated {
            value: Health::Disabled,
            evidence,
        } => Finding::new(DISABLED_STATED).at(*evidence).fails(),
        Fact::Default(Health::Disabled) => Finding::new(DISABLED_STATED).fails(),
        Fact::Stated {
            value: Health::Absent,
            evidence,
        } => Finding::new(NOT_SET).at(*evidence).fails(),
        Fact::Default(Health::Absent) => Finding::new(NOT_SET).fails(),
        Fact::Unknown(unknown) => match &unknown.needs {
            Need::Image(image) | Need::BaseImage(image) => Finding::new(IMAGE_DECIDES)
                .with("image", image)
                .at_any(unknown.evidence)
                .leaves_unknown(),
            Need::File(_) | Need::Variables(_) | Need::Readable(_) => {
                unsettled::verdict(unknown, CHECK_UNRESOLVED)
            }
        },
    }
}
