//! Decides `suppressions-reasoned`: every comment that asks a tool to be silent says why, and
//! its last day has not passed.

use super::{Check, Decide};
use crate::catalogue::suppressions_reasoned::{CONTROL, DAY_PASSED, DAY_UNKNOWN, REASON_MISSING};
use crate::facts::Build;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let comments = &build.file().suppressions;
    let mut failures = Vec::new();
    let mut unknown = Vec::new();
    // Several requests to one tool in one comment share its reason and, as a rule, its day.
    let each = comments.chunk_by(|one, next| {
        (one.span, one.tool, one.expires) == (next.span, next.tool, next.expires)
    });
    for comment in each.filter_map(<[_]>::first) {
        let tool = comment.tool.title();
        let place = build.at(comment.span);
        if !comment.is_explained {
            let finding = Finding::new(REASON_MISSING).with("tool", tool);
            failures.push(finding.at(place));
        }
        let Some(last) = comment.expires else {
            continue;
        };
        let day = |reason| Finding::new(reason).with("tool", tool).with("day", last);
        match build.today {
            None => unknown.push(day(DAY_UNKNOWN).at(place)),
            Some(today) if today > last => failures.push(day(DAY_PASSED).at(place)),
            Some(_) => {}
        }
    }
    Verdict::over(!comments.is_empty(), failures, unknown)
}
