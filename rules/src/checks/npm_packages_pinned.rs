//! Decides `npm-packages-pinned`: Node packages are installed by version.
//!
//! A range or a tag counts, as it states what is wanted; a repository needs a reference.

use super::package_pins::{self, Rule};
use super::{Check, Decide};
use crate::catalogue::npm_packages_pinned::{
    COMMIT_MISSING, CONTROL, VERSION_MISSING, VERSION_OPEN,
};
use crate::facts::{Build, Manager};
use crate::finding::Verdict;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let rule = Rule {
        managers: &[Manager::Npm, Manager::Yarn, Manager::Pnpm],
        refuses_moving: false,
        missing: VERSION_MISSING,
        of_repository: Some(COMMIT_MISSING),
        open: VERSION_OPEN,
    };
    package_pins::decide(build, &rule)
}
