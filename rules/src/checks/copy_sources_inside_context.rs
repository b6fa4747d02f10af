//! Decides `copy-sources-inside-context`: nothing is copied from outside the build context.

use super::{Check, Decide, transfers, unsettled};
use crate::catalogue::copy_sources_inside_context::{CONTROL, SOURCE_OUTSIDE, SOURCE_UNRESOLVED};
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
                Ok(path) if leaves_context(&path) => failures.push(
                    Finding::new(SOURCE_OUTSIDE)
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

/// Whether a path climbs above where it starts. One with a leading slash starts there as well.
fn leaves_context(path: &str) -> bool {
    let mut depth = 0_usize;
    for part in path.split('/') {
        depth = match part {
            "" | "." => depth,
            ".." => match depth.checked_sub(1) {
                Some(depth) => depth,
                None => return true,
            },
            _ => depth + 1,
        };
    }
    false
}
