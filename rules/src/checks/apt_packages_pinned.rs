//! Decides `apt-packages-pinned`: Debian packages are installed by version.
//!
//! A release behind a slash chooses a version too. Distributions drop old versions from their
//! mirrors, so the control is off unless somebody asks for it.

use super::package_pins::{self, Rule};
use super::{Check, Decide};
use crate::catalogue::apt_packages_pinned::{CONTROL, VERSION_MISSING, VERSION_OPEN};
use crate::facts::{Build, Manager};
use crate::finding::Verdict;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let rule = Rule {
        managers: &[Manager::AptGet, Manager::Apt, Manager::Aptitude],
        refuses_moving: false,
        missing: VERSION_MISSING,
        of_repository: None,
        open: VERSION_OPEN,
    };
    package_pins::decide(build, &rule)
}
