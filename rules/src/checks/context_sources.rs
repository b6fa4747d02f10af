//! The paths that a build takes from its context.

use super::{transfers, unsettled};
use crate::catalogue::Reason;
use crate::facts::Build;
use crate::finding::{Finding, Verdict};

/// The verdict over the paths of every `ADD` and `COPY`: those that are `wrong` fail, and
/// `unresolved` is the reason where a variable leaves one open.
pub(super) fn judge(
    build: &Build<'_>,
    is_wrong: fn(&str) -> bool,
    wrong: &'static Reason,
    unresolved: &'static Reason,
) -> Verdict {
    let mut failures = Vec::new();
    let mut unknown = Vec::new();
    let mut is_concerned = false;
    for moved in transfers::all(build) {
        for source in moved.context_sources() {
            is_concerned = true;
            match moved.step.path(source) {
                Ok(path) if is_wrong(&path) => failures.push(
                    Finding::new(wrong)
                        .with("source", &source.value)
                        .at(moved.step.at(source.span)),
                ),
                Ok(_) => {}
                Err(missing) => unknown.push(unsettled::finding(&missing, unresolved)),
            }
        }
    }
    Verdict::over(is_concerned, failures, unknown)
}
