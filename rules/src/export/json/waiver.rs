//! The waivers of the document.

use serde::{Deserialize, Serialize};

use crate::report::{Waived, WaiverEffect};

/// A waiver of the policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiver {
    /// The control it accepts failing.
    pub control: String,
    /// Only on this subject, by id or name.
    pub subject: Option<String>,
    /// Only in this file.
    pub artifact: Option<String>,
    /// Who answers for it.
    pub owner: String,
    /// Why.
    pub reason: String,
    /// The last day it holds, as `YYYY-MM-DD`.
    pub expires: Option<String>,
    /// `applied`, `expired`, `undated`, `incomplete`, `unknown_control` or `unmatched`.
    pub effect: String,
    /// How many failures it accepts.
    pub accepts: usize,
}

/// One waiver as the document has it.
pub(super) fn convert(Waived { waiver, effect }: &Waived) -> Waiver {
    let (effect, accepts) = match effect {
        WaiverEffect::Applied(count) => ("applied", *count),
        WaiverEffect::Expired => ("expired", 0),
        WaiverEffect::Undated => ("undated", 0),
        WaiverEffect::Incomplete(_) => ("incomplete", 0),
        WaiverEffect::UnknownControl => ("unknown_control", 0),
        WaiverEffect::Unmatched => ("unmatched", 0),
    };
    Waiver {
        control: waiver.control.clone(),
        subject: waiver.subject.clone(),
        artifact: waiver.artifact.clone(),
        owner: waiver.owner.clone(),
        reason: waiver.reason.clone(),
        expires: waiver.expires.map(|day| day.to_string()),
        effect: effect.to_owned(),
        accepts,
    }
}
