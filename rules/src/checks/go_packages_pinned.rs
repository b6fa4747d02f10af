//! Decides `go-packages-pinned`: Go programs are installed by version.
//!
//! Names that move, such as `@latest`, are no versions. Where `go get` only brings the sources
//! and a later command checks out a version of them, that is the version.

use std::collections::BTreeMap;

use super::package_pins::{self, Rule};
use super::{Check, Decide, git_clones_pinned};
use crate::catalogue::go_packages_pinned::{CONTROL, VERSION_MISSING, VERSION_OPEN};
use crate::facts::{Build, Call, Manager, Package};
use crate::finding::Verdict;
use crate::model::dockerfile::InstructionKind;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

/// How many parts of a package's path may name its repository.
const DEEPEST: usize = 8;

fn decide(build: &Build<'_>) -> Verdict {
    let rule = Rule {
        managers: &[Manager::Go],
        refuses_moving: true,
        missing: VERSION_MISSING,
        of_repository: None,
        open: VERSION_OPEN,
    };
    let checkouts = checkouts(build);
    package_pins::decide_unless(build, &rule, |call, package| {
        is_checked_out(&checkouts, call, package)
    })
}

/// The last place in each stage where a version of a repository below `src` is taken up.
type Checkouts = BTreeMap<(Option<usize>, String), (usize, usize)>;

fn checkouts(build: &Build<'_>) -> Checkouts {
    let mut found = Checkouts::new();
    // What `WORKDIR` and `cd` name, each with the step and the stage from which it holds.
    let mut workdirs = build
        .steps()
        .filter_map(|step| match &step.instruction.kind {
            InstructionKind::Workdir(path) if !step.is_deferred => Some((step, path)),
            _ => None,
        });
    let mut next = workdirs.next();
    let mut workdir = (None, String::new());
    let mut entered = (0, String::new());
    for call in build.calls() {
        while let Some((step, path)) = next.filter(|(step, _)| step.index < call.step.index) {
            workdir = (step.stage_index(), path.value.clone());
            next = workdirs.next();
        }
        let stage = call.step.stage_index();
        let command = call.invocation;
        if command.name == "cd" {
            let directory = command.operands(&[]).first().map(|word| word.text.clone());
            entered = (call.step.index, directory.unwrap_or_default());
        } else if command.name == "git" && git_clones_pinned::takes_up_version(command) {
            let given = command.value_of(&["-C"]).map(|(path, _)| path.to_owned());
            let own = (entered.0 == call.step.index).then(|| entered.1.clone());
            let lasting = (workdir.0 == stage).then(|| workdir.1.clone());
            let directory = given.or(own).or(lasting).unwrap_or_default();
            if let Some((_, repository)) = directory.split_once("/src/") {
                let key = (stage, repository.trim_end_matches('/').to_owned());
                found.insert(key, (call.step.index, call.index));
            }
        }
    }
    found
}

/// Whether a version of the package's repository is taken up after this call.
fn is_checked_out(checkouts: &Checkouts, call: Call<'_>, package: &Package) -> bool {
    let stage = call.step.stage_index();
    let parts: Vec<&str> = package.name.split('/').take(DEEPEST).collect();
    (1..=parts.len()).any(|length| {
        let path = parts.iter().take(length).copied().collect::<Vec<_>>();
        let place = checkouts.get(&(stage, path.join("/")));
        place.is_some_and(|place| *place > (call.step.index, call.index))
    })
}
