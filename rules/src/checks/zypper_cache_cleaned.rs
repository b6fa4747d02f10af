//! Decides `zypper-cache-cleaned`: zypper leaves no packages and indices in the image.
//!
//! A removal in a later step leaves the files in the earlier one's layer.

use super::package_caches::{self, Rule};
use super::{Check, Decide};
use crate::catalogue::zypper_cache_cleaned::{CACHE_KEPT, CONTROL};
use crate::facts::{Action, Build, Cache, Manager, PackageCall};
use crate::finding::Verdict;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let rule = Rule {
        managers: &[Manager::Zypper],
        fills,
        cache: Cache::Zypper,
        is_mounted_away: |call| Cache::Zypper.is_mounted_away(call.run),
        cleaning: |_| "zypper clean -a",
        kept: CACHE_KEPT,
    };
    package_caches::decide(build, &rule)
}

fn fills(packages: &PackageCall) -> bool {
    match packages.action {
        Action::Install | Action::Upgrade | Action::DistUpgrade | Action::Remove => true,
        Action::Update | Action::Clean | Action::Other(_) => false,
    }
}
