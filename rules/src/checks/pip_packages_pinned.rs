//! Decides `pip-packages-pinned`: Python packages are installed by version.
//!
//! Any comparison counts, though only `==` names one version. What a file of requirements or
//! constraints says is not seen.

use super::package_pins::{self, Rule};
use super::{Check, Decide};
use crate::catalogue::pip_packages_pinned::{CONTROL, VERSION_MISSING, VERSION_OPEN};
use crate::facts::{Build, Manager};
use crate::finding::Verdict;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let rule = Rule {
        managers: &[Manager::Pip, Manager::Pipx],
        refuses_moving: false,
        missing: VERSION_MISSING,
        of_repository: None,
        open: VERSION_OPEN,
    };
    package_pins::decide(build, &rule)
}
