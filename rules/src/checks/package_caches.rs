//! What the controls on caches share: a step leaves nothing behind that it fetched.

use std::collections::HashMap;

use super::package_edits::{command_behind, mended};
use crate::catalogue::Reason;
use crate::facts::{Build, Cache, Call, Manager, PackageCall};
use crate::finding::{Finding, Verdict};

/// One control on a cache.
pub(super) struct Rule {
    /// The managers it is about.
    pub managers: &'static [Manager],
    /// Whether a call fills the cache.
    pub fills: fn(&PackageCall) -> bool,
    /// The cache.
    pub cache: Cache,
    /// Whether mounts keep the cache out of the image.
    pub is_mounted_away: fn(&Call<'_>) -> bool,
    /// The command that empties it, for the manager that filled it.
    pub cleaning: fn(Manager) -> &'static str,
    /// `{command}` leaves it behind.
    pub kept: &'static Reason,
}

pub(super) fn decide(build: &Build<'_>, rule: &Rule) -> Verdict {
    let mut failures: Vec<Finding> = Vec::new();
    let mut is_concerned = false;
    let mut last_run = None;
    let cleanings = Cleanings::of(build, rule.cache);
    for (call, packages) in build.package_calls() {
        if !is_shipped(&call)
            || !rule.managers.contains(&packages.manager)
            || !(rule.fills)(packages)
        {
            continue;
        }
        is_concerned = true;
        if cleanings.follow(packages) || (rule.is_mounted_away)(&call) {
            continue;
        }
        // One command at the end serves all of a step.
        if last_run == Some(packages.run) {
            continue;
        }
        last_run = Some(packages.run);
        let place = packages.sub_command_at.unwrap_or(packages.span);
        let finding = Finding::new(rule.kept)
            .with("command", packages.command())
            .at(call.step.at(place));
        let edit = command_behind(build, call.run, (rule.cleaning)(packages.manager));
        failures.push(mended(finding, edit));
    }
    Verdict::over(is_concerned, failures, Vec::new())
}

/// Whether what a step leaves behind is in the image that ships. What is deferred is built into
/// the images that are built from this one.
pub(super) fn is_shipped(call: &Call<'_>) -> bool {
    call.step.ships() || call.step.is_deferred
}

/// Where a build empties a cache.
pub(super) struct Cleanings {
    /// Per script, the last command that does, for microdnf and for all others: microdnf keeps
    /// what it fetches in a place of its own.
    last: HashMap<(usize, bool), usize>,
}

impl Cleanings {
    pub(super) fn of(build: &Build<'_>, cache: Cache) -> Self {
        let found = build.cleanings().iter().filter(|it| it.cache == cache);
        // They are in order, so the last one of a script stays.
        let last = found.flat_map(|it| {
            let serves = |is_micro: &bool| it.by.is_none_or(|by| is_microdnf(by) == *is_micro);
            let kinds = [false, true].into_iter().filter(serves);
            kinds.map(|is_micro| ((it.run, is_micro), it.invocation))
        });
        Self {
            last: last.collect(),
        }
    }

    /// Whether a later command of the same step empties what a call fills.
    pub(super) fn follow(&self, packages: &PackageCall) -> bool {
        let key = (packages.run, is_microdnf(packages.manager));
        let last = self.last.get(&key);
        last.is_some_and(|last| *last > packages.invocation)
    }
}

fn is_microdnf(manager: Manager) -> bool {
    manager == Manager::MicroDnf
}
