//! Decides `container-health-checked`: Docker can tell whether the service works.
//!
//! `HEALTHCHECK NONE` in an image's own Dockerfile is a stated decision and passes for the image;
//! `health-check-enabled` tells of it. A service or container without a probe fails.

use super::{Check, Decide, service_edits, unsettled};
use crate::catalogue::container_health_checked::{
    CHECK_FEIGNED, CHECK_UNRESOLVED, CONTROL, DISABLED_STATED, IMAGE_DECIDES, NONE_AS_COMMAND,
    NOT_SET,
};
use crate::facts::{Common, Composed, Fact, Health, Need};
use crate::finding::{Finding, Verdict};
use crate::sheet::Refusal;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Mended(&Decide::Common(decide), mend),
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

/// What turns the check off goes, so that the image's own counts again. A check that is missing
/// or tells nothing needs a command that only a person can name.
fn mend(finding: Finding, service: Composed<'_>) -> Finding {
    if finding.reason.key != DISABLED_STATED.key {
        return finding;
    }
    service_edits::mended(
        finding,
        service,
        "Make sure that the image brings a check that works in this service, or add one here.",
        |site| {
            let (whole, switch) = (["healthcheck"], ["healthcheck", "disable"]);
            let test = ["healthcheck", "test"];
            let is_none = site.scalar_item(&test, 0) == Some("NONE");
            match (site.place.at(&switch).is_some(), is_none) {
                (true, true) => site.without(&whole),
                (true, false) => site.without(&switch),
                (false, true) => site.without(&test),
                (false, false) => Err(Refusal::Interpolated),
            }
        },
    )
}
