//! Decides `apt-lists-removed`: apt leaves no package index in the image.
//!
//! A removal in a later step leaves the index in the earlier one's layer. Official images of
//! Debian and Ubuntu drop fetched packages by themselves, and keep the index.

use super::package_caches::{self, Rule};
use super::{Check, Decide};
use crate::catalogue::apt_lists_removed::{CONTROL, LISTS_KEPT};
use crate::facts::{Action, Build, Cache, Call, Manager};
use crate::finding::Verdict;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let rule = Rule {
        managers: &[Manager::AptGet, Manager::Apt, Manager::Aptitude],
        fills: |packages| packages.action == Action::Update,
        cache: Cache::AptLists,
        is_mounted_away,
        cleaning: |_| "rm -rf /var/lib/apt/lists/*",
        kept: LISTS_KEPT,
    };
    package_caches::decide(build, &rule)
}

/// Whether the index is on a mount of its own, or all that apt keeps is on mounts: with half
/// of it, what apt fetched may stay behind.
fn is_mounted_away(call: &Call<'_>) -> bool {
    let lists = call.run.mounts.iter().any(|mount| {
        let target = mount.target.as_deref().unwrap_or_default();
        mount.is_apart() && target.trim_end_matches('/') == "/var/lib/apt/lists"
    });
    lists || call.run.mounts_away("/var/lib/apt/lists") && call.run.mounts_away("/var/cache/apt")
}
