//! Decides `packages-not-upgraded`: a build does not upgrade all packages of its base image.

use super::upgrades::{self, Rule};
use super::{Check, Decide};
use crate::catalogue::packages_not_upgraded::{ALL_UPGRADED, CONTROL};
use crate::facts::{Action, Build};
use crate::finding::Verdict;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let rule = Rule {
        upgrades: |packages| packages.action == Action::Upgrade && packages.upgrades_all(),
        programs: &[],
        reason: ALL_UPGRADED,
    };
    upgrades::decide(build, &rule)
}
