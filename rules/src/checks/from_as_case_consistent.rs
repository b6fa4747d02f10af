//! Decides `from-as-case-consistent`: `FROM` and its `AS` are written in one case.

use super::{Check, Decide, from_line};
use crate::catalogue::from_as_case_consistent::{CASES_DIFFER, CONTROL};
use crate::facts::Build;
use crate::finding::{Edit, Finding, Remedy, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

fn decide(build: &Build<'_>) -> Verdict {
    let mut failures = Vec::new();
    let mut is_concerned = false;
    for stage in &build.file().stages {
        let Some(from) = from_line::from_of(build, stage).filter(|_| stage.name.is_some()) else {
            continue;
        };
        let Some(keyword) = from_line::as_of(build, from) else {
            continue;
        };
        is_concerned = true;
        let written = from.keyword.span.of(build.text);
        let meant = if written == "FROM" {
            "AS"
        } else if written == "from" {
            "as"
        } else {
            // A mixed FROM is a matter of its own.
            continue;
        };
        if keyword.value == meant {
            continue;
        }
        let finding = Finding::new(CASES_DIFFER)
            .with("written", &keyword.value)
            .with("from", written)
            .at(build.at(keyword.span));
        failures.push(if from_line::is_literal(build, &keyword) {
            let edit = Edit::replace(keyword.span, meant);
            finding.mended_by(Remedy::safe(vec![edit]))
        } else {
            finding
        });
    }
    Verdict::over(is_concerned, failures, Vec::new())
}
