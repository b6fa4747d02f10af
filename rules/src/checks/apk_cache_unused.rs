//! Decides `apk-cache-unused`: apk leaves no package index in the image.
//!
//! What the same step removes from `/var/cache/apk` is gone as well.

use super::package_caches::{Cleanings, is_shipped};
use super::package_edits::{mended, option_of};
use super::{Check, Decide};
use crate::catalogue::apk_cache_unused::{CACHE_KEPT, CACHE_OPEN, CONTROL};
use crate::facts::{Build, Cache, Manager};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let mut failures = Vec::new();
    let mut unknown = Vec::new();
    let mut is_concerned = false;
    let cleanings = Cleanings::of(build, Cache::Apk);
    for (call, packages) in build.package_calls() {
        let is_own = packages.manager == Manager::Apk && packages.installs();
        if !is_own || !is_shipped(&call) {
            continue;
        }
        is_concerned = true;
        let is_kept_away = Cache::Apk.is_mounted_away(call.run) || cleanings.follow(packages);
        if packages.keeps_no_cache || is_kept_away {
            continue;
        }
        let here = call
            .step
            .at(packages.sub_command_at.unwrap_or(packages.span));
        if let Some(cause) = packages.open_options() {
            unknown.push(Finding::new(CACHE_OPEN).with("cause", cause).at(here));
            continue;
        }
        let edit = option_of(build, &call, packages, "--no-cache");
        failures.push(mended(Finding::new(CACHE_KEPT).at(here), edit));
    }
    Verdict::over(is_concerned, failures, unknown)
}
