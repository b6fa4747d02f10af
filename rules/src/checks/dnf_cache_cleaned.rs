//! Decides `dnf-cache-cleaned`: dnf leaves no packages and indices in the image.
//!
//! A removal in a later step leaves the files in the earlier one's layer.

use super::package_caches::{self, Rule};
use super::{Check, Decide};
use crate::catalogue::dnf_cache_cleaned::{CACHE_KEPT, CONTROL};
use crate::facts::{Action, Build, Cache, Manager, PackageCall};
use crate::finding::Verdict;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let rule = Rule {
        managers: &[Manager::Dnf, Manager::MicroDnf, Manager::Tdnf],
        fills,
        cache: Cache::Dnf,
        is_mounted_away: |call| Cache::Dnf.is_mounted_away(call.run),
        cleaning: |manager| match manager {
            Manager::MicroDnf => "microdnf clean all",
            Manager::Tdnf => "tdnf clean all",
            _ => "dnf clean all",
        },
        kept: CACHE_KEPT,
    };
    package_caches::decide(build, &rule)
}

fn fills(packages: &PackageCall) -> bool {
    match packages.action {
        Action::Install | Action::Upgrade | Action::DistUpgrade => true,
        Action::Update | Action::Remove | Action::Clean | Action::Other(_) => false,
    }
}
