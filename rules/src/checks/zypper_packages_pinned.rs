//! Decides `zypper-packages-pinned`: packages of zypper are installed by version.

use super::package_pins::{self, Rule};
use super::{Check, Decide};
use crate::catalogue::zypper_packages_pinned::{CONTROL, VERSION_MISSING, VERSION_OPEN};
use crate::facts::{Build, Manager};
use crate::finding::Verdict;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let rule = Rule {
        managers: &[Manager::Zypper],
        refuses_moving: false,
        missing: VERSION_MISSING,
        of_repository: None,
        open: VERSION_OPEN,
    };
    package_pins::decide(build, &rule)
}
