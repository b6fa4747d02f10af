//! Decides `apk-build-packages-grouped`: packages that only the build needs come and go as one
//! group.

use super::package_edits::option_of;
use super::{Check, Decide};
use crate::catalogue::apk_build_packages_grouped::{CONTROL, GROUP_MISSING};
use crate::facts::{Action, Build, Call, Manager, PackageCall};
use crate::finding::{Edit, Finding, Remedy, Verdict};
use crate::sorted::InOrder;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

/// The name of the group in a remedy.
const GROUP: &str = ".build-deps";

type Apk<'b> = (Call<'b>, &'b PackageCall);

fn decide(build: &Build<'_>) -> Verdict {
    let mut failures = Vec::new();
    let mut is_concerned = false;
    let calls: Vec<Apk<'_>> = build
        .package_calls()
        .filter(|(_, packages)| packages.manager == Manager::Apk)
        .collect();
    for step in calls.chunk_by(|(_, one), (_, other)| one.run == other.run) {
        let of = |action: Action| step.iter().filter(move |(_, it)| it.action == action);
        let added: usize = of(Action::Install).map(|(_, it)| it.packages.len()).sum();
        let Some(removal) = of(Action::Remove).next() else {
            continue;
        };
        if added < 2 {
            continue;
        }
        is_concerned = true;
        let Some(first) = of(Action::Install).next() else {
            continue;
        };
        if of(Action::Install).any(|(_, it)| it.virtual_group.is_some()) {
            continue;
        }
        let (call, packages) = first;
        let place = packages.sub_command_at.unwrap_or(packages.span);
        let finding = Finding::new(GROUP_MISSING).at(call.step.at(place));
        let is_pair = step.len() == 2;
        failures.push(
            match is_pair.then(|| edits(build, first, removal)).flatten() {
                Some(edits) => finding.mended_by(Remedy::assisted(
                    "Confirm that nothing but the build needs the packages.",
                    edits,
                )),
                None => finding,
            },
        );
    }
    Verdict::over(is_concerned, failures, Vec::new())
}

/// The group named where the packages are added, and in their place where they are removed;
/// `None` where others are removed than were added.
fn edits(build: &Build<'_>, added: &Apk<'_>, removed: &Apk<'_>) -> Option<Vec<Edit>> {
    let names = |packages: &PackageCall| {
        let mut names: Vec<String> = packages.packages.iter().map(|it| it.name.clone()).collect();
        names.order_by(Ord::cmp);
        names
    };
    if names(added.1) != names(removed.1) {
        return None;
    }
    let option = format!("--virtual {GROUP}");
    let grouped = option_of(build, &added.0, added.1, &option)?;
    let first = removed.1.packages.first()?.span;
    let last = removed.1.packages.last()?.span;
    let place = first.to(last);
    let count = place.of(build.text).split_whitespace().count();
    // In exec form, or with options or comments between, the names are not one run of words.
    let is_run = count == removed.1.packages.len() && grouped.text == format!(" {option}");
    is_run.then(|| vec![grouped, Edit::replace(place, GROUP)])
}
