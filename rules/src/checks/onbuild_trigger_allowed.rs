//! Decides `onbuild-trigger-allowed`: `ONBUILD` defers only what Docker lets it.

use super::{Check, Decide};
use crate::catalogue::onbuild_trigger_allowed::{CONTROL, TRIGGER_FORBIDDEN};
use crate::facts::Build;
use crate::finding::{Finding, Verdict};
use crate::model::dockerfile::Keyword;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let mut failures = Vec::new();
    let mut is_concerned = false;
    for step in build.steps().filter(|step| step.is_deferred) {
        is_concerned = true;
        let keyword = &step.instruction.keyword;
        if matches!(
            keyword.value,
            Keyword::Onbuild | Keyword::From | Keyword::Maintainer
        ) {
            let finding = Finding::new(TRIGGER_FORBIDDEN).with("instruction", keyword.value);
            failures.push(finding.at(step.at(keyword.span)));
        }
    }
    Verdict::over(is_concerned, failures, Vec::new())
}
