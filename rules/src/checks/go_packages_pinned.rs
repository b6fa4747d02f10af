//! Decides `go-packages-pinned`: Go programs are installed by version.
//!
//! Names that move, such as `@latest`, are no versions.

use super::package_pins::{self, Rule};
use super::{Check, Decide};
use crate::catalogue::go_packages_pinned::{CONTROL, VERSION_MISSING, VERSION_OPEN};
use crate::facts::{Build, Manager};
use crate::finding::Verdict;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let rule = Rule {
        managers: &[Manager::Go],
        refuses_moving: true,
        missing: VERSION_MISSING,
        open: VERSION_OPEN,
    };
    package_pins::decide(build, &rule)
}
