//! Decides `image-recent`: an image is not so old that its packages are known to be flawed.

use super::{Check, Decide, unsettled};
use crate::catalogue::image_recent::{CONTROL, DAY_WITHHELD, MADE_LONG_AGO, TODAY_UNSTATED};
use crate::day;
use crate::facts::{Fact, Picture};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Picture(decide),
};

fn decide(picture: &Picture) -> Verdict {
    let (created, evidence) = match &picture.created {
        Fact::Stated { value, evidence } => (*value, Some(*evidence)),
        Fact::Default(value) => (*value, None),
        Fact::Unknown(unknown) => return unsettled::unseen(unknown),
    };
    let Some(created) = created else {
        return Finding::new(DAY_WITHHELD).at_any(evidence).leaves_unknown();
    };
    let Some(today) = picture.today else {
        return Finding::new(TODAY_UNSTATED)
            .with("day", created)
            .at_any(evidence)
            .leaves_unknown();
    };
    let days = day::days_from(created, today);
    if days <= i64::from(picture.max_days) {
        return Verdict::Pass(evidence);
    }
    Finding::new(MADE_LONG_AGO)
        .with("day", created)
        .with("days", days)
        .with("limit", picture.max_days)
        .at_any(evidence)
        .fails()
}
