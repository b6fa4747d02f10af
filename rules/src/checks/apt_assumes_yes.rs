//! Decides `apt-assumes-yes`: apt asks nothing that nobody in a build can answer.

use super::package_answers::{self, Rule};
use super::package_settings::{APT, Place};
use super::{Check, Decide};
use crate::catalogue::apt_assumes_yes::{ANSWER_OPEN, CONTROL, UNANSWERED};
use crate::facts::{Build, Manager};
use crate::finding::Verdict;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let rule = Rule {
        managers: &[Manager::AptGet, Manager::Apt, Manager::Aptitude],
        setting: Some(Place {
            paths: APT,
            key: "assume-yes",
            values: &["true", "1", "yes", "on"],
        }),
        unanswered: UNANSWERED,
        open: ANSWER_OPEN,
    };
    package_answers::decide(build, &rule)
}
