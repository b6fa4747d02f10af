//! Decides `suppressions-absent`: no comment asks a tool to be silent.

use super::{Check, Decide};
use crate::catalogue::suppressions_absent::{COMMENT_EXPLAINED, COMMENT_FOUND, CONTROL};
use crate::facts::{Build, masked};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let requests = &build.file().suppressions;
    // One comment may hold several requests to the same tool.
    let comments = requests
        .chunk_by(|one, next| (one.span, one.tool) == (next.span, next.tool))
        .filter_map(<[_]>::first);
    let failures = comments.map(|comment| {
        let finding = match &comment.reason {
            Some(reason) => Finding::new(COMMENT_EXPLAINED).with("reason", masked(reason)),
            None => Finding::new(COMMENT_FOUND),
        };
        finding
            .with("tool", comment.tool.title())
            .at(build.at(comment.span))
    });
    // Having none is what is asked for, so that every file is concerned.
    Verdict::over(true, failures.collect(), Vec::new())
}
