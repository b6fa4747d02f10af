//! Decides `zypper-assumes-yes`: zypper asks nothing that nobody in a build can answer.

use super::package_answers::{self, Rule};
use super::{Check, Decide};
use crate::catalogue::zypper_assumes_yes::{ANSWER_OPEN, CONTROL, UNANSWERED};
use crate::facts::{Build, Manager};
use crate::finding::Verdict;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let rule = Rule {
        managers: &[Manager::Zypper],
        setting: None,
        unanswered: UNANSWERED,
        open: ANSWER_OPEN,
    };
    package_answers::decide(build, &rule)
}
