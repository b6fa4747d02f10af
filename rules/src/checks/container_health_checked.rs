//! Decides `container-health-checked`: Docker can tell whether the service works.
//!
//! `HEALTHCHECK NONE` in an image's own Dockerfile is a stated decision and passes for the image;
//! `health-check-enabled` tells of it. A service or container without a probe fails.

use super::{Check, Decide, unsettled};
use crate::catalogue::container_health_checked::{
    CHECK_FEIGNED, CHECK_UNRESOLVED, CONTROL, DISABLED_STATED, IMAGE_DECIDES, NONE_AS_COMMAND,
    NOT_SET,
};
use crate::facts::{Common, Fact, Health, Need};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Common(decide),
};

fn decide(common: &Common) -> Verdict {
    let evidence = common.health.evidence();
    let health = match &common.health {
        Fact::Stated { value, .. } | Fact::Default(value) => *value,
        Fact::Unknown(unknown) => {
            return match &unknown.needs {
                Need::Image(image) | Need::BaseImage(image) => Finding::new(IMAGE_DECIDES)
                    .with("image", image)
                    .at_any(unknown.evidence)
                    .leaves_unknown(),
                Need::File(_)
                | Need::Source(_)
                | Need::Variables(_)
                | Need::Readable(_)
                | Need::Whole => unsettled::verdict(unknown, CHECK_UNRESOLVED),
            };
        }
    };
    let reason = match health {
        Health::Probed | Health::Declined => return Verdict::Pass(evidence),
        Health::Unneeded => return Verdict::NotApplicable,
        Health::Disabled => DISABLED_STATED,
        Health::Absent => NOT_SET,
        Health::Feigned => CHECK_FEIGNED,
        Health::NoneAsCommand => NONE_AS_COMMAND,
    };
    Finding::new(reason).at_any(evidence).fails()
}
