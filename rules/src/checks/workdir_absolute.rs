//! Decides `workdir-absolute`: a working directory depends on nothing unseen.

use super::{Check, Decide, unsettled};
use crate::catalogue::workdir_absolute::{CONTROL, PATH_RELATIVE, PATH_UNRESOLVED};
use crate::facts::Build;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build) -> Verdict {
    let failures = build.relative_workdirs.items.iter().map(|item| {
        Finding::new(PATH_RELATIVE)
            .with("path", &item.value)
            .at(item.evidence)
    });
    let unknown = unsettled::findings(&build.relative_workdirs.unknown, PATH_UNRESOLVED);
    Verdict::of_lists(failures.collect(), unknown)
}
