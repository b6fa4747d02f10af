//! Decides `yarn-cache-cleaned`: yarn leaves no packages behind in the image.
//!
//! A removal in a later step leaves the files in the earlier one's layer.

use super::package_caches::{self, Rule};
use super::{Check, Decide};
use crate::catalogue::yarn_cache_cleaned::{CACHE_KEPT, CONTROL};
use crate::facts::{Action, Build, Cache, Manager, PackageCall};
use crate::finding::Verdict;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let rule = Rule {
        managers: &[Manager::Yarn],
        fills,
        cache: Cache::Yarn,
        is_mounted_away: |call| Cache::Yarn.is_mounted_away(call.run),
        cleaning: |_| "yarn cache clean",
        kept: CACHE_KEPT,
    };
    package_caches::decide(build, &rule)
}

fn fills(packages: &PackageCall) -> bool {
    packages.action == Action::Install
}
