//! Decides `files-copied-not-added`: what `COPY` can do is not done by `ADD`.

use super::{Check, Decide, unsettled};
use crate::catalogue::files_copied_not_added::{CONTROL, LOCAL_SOURCE_ADDED, SOURCE_UNRESOLVED};
use crate::facts::Build;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build) -> Verdict {
    let failures = build.added.items.iter().map(|source| {
        Finding::new(LOCAL_SOURCE_ADDED)
            .with("source", &source.value)
            .at(source.evidence)
    });
    let unknown = unsettled::findings(&build.added.unknown, SOURCE_UNRESOLVED);
    Verdict::of_lists(failures.collect(), unknown)
}
