//! Decides `copy-sources-relative`: sources in the build context have no leading slash.

use super::{Check, Decide, context_sources};
use crate::catalogue::copy_sources_relative::{CONTROL, SOURCE_ROOTED, SOURCE_UNRESOLVED};
use crate::facts::Build;
use crate::finding::Verdict;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    context_sources::judge(
        build,
        |path| path.starts_with('/'),
        SOURCE_ROOTED,
        SOURCE_UNRESOLVED,
    )
}
