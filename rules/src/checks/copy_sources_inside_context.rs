//! Decides `copy-sources-inside-context`: nothing is copied from outside the build context.

use super::{Check, Decide, context_sources};
use crate::catalogue::copy_sources_inside_context::{CONTROL, SOURCE_OUTSIDE, SOURCE_UNRESOLVED};
use crate::facts::Build;
use crate::finding::Verdict;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    context_sources::judge(build, leaves_context, SOURCE_OUTSIDE, SOURCE_UNRESOLVED)
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
