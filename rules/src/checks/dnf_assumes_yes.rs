//! Decides `dnf-assumes-yes`: dnf asks nothing that nobody in a build can answer.

use super::package_answers::{self, Rule};
use super::package_settings::Place;
use super::{Check, Decide};
use crate::catalogue::dnf_assumes_yes::{ANSWER_OPEN, CONTROL, UNANSWERED};
use crate::facts::{Build, Manager};
use crate::finding::Verdict;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let rule = Rule {
        managers: &[Manager::Dnf, Manager::MicroDnf, Manager::Tdnf],
        setting: Some(Place {
            paths: &["/etc/dnf/dnf.conf", "/etc/yum.conf", "/etc/tdnf/tdnf.conf"],
            key: "assumeyes",
            values: &["true", "1", "yes"],
        }),
        unanswered: UNANSWERED,
        open: ANSWER_OPEN,
    };
    package_answers::decide(build, &rule)
}
