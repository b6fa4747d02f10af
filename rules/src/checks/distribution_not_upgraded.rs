//! Decides `distribution-not-upgraded`: a build does not turn its base image into another
//! release.

use super::upgrades::{self, Rule};
use super::{Check, Decide};
use crate::catalogue::distribution_not_upgraded::{CONTROL, DISTRIBUTION_UPGRADED};
use crate::facts::{Action, Build};
use crate::finding::Verdict;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let rule = Rule {
        upgrades: |packages| packages.action == Action::DistUpgrade,
        programs: &["do-release-upgrade"],
        reason: DISTRIBUTION_UPGRADED,
    };
    upgrades::decide(build, &rule)
}
