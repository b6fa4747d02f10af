//! Decides `copy-sources-relative`: sources in the build context have no leading slash.

use super::{Check, Decide, transfers, unsettled};
use crate::catalogue::copy_sources_relative::{CONTROL, SOURCE_ROOTED, SOURCE_UNRESOLVED};
use crate::facts::Build;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let mut failures = Vec::new();
    let mut unknown = Vec::new();
    let mut is_concerned = false;
    for moved in transfers::all(build) {
        for source in moved.context_sources() {
            is_concerned = true;
            match moved.step.path(source) {
                Ok(path) if path.starts_with('/') => failures.push(
                    Finding::new(SOURCE_ROOTED)
                        .with("source", &source.value)
                        .at(moved.step.at(source.span)),
                ),
                Ok(_) => {}
                Err(missing) => unknown.push(unsettled::finding(&missing, SOURCE_UNRESOLVED)),
            }
        }
    }
    Verdict::over(is_concerned, failures, unknown)
}
