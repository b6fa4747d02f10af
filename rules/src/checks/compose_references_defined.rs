//! Decides `compose-references-defined`: what services refer to is declared.
//!
//! Where a file that is included or extended was not given, it may be declared there.

use super::{Check, Decide};
use crate::catalogue::compose_references_defined::{
    CONTROL, DECLARED_ELSEWHERE, INCLUDE_UNSEEN, RESOURCE_UNDECLARED, SERVICE_INACTIVE,
};
use crate::facts::Whole;
use crate::finding::{Finding, Verdict};
use crate::model::compose::{FaultKind, Form};
use crate::project::{Missing, Role};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Project(decide),
};

fn decide(whole: Whole<'_>) -> Verdict {
    let compose = &whole.project.compose;
    let unseen = whole.project.missing.iter().find(|file| may_declare(file));
    let (mut failures, mut unknown) = (Vec::new(), Vec::new());
    for fault in &compose.faults {
        let place = whole.at(fault.span);
        match (&fault.kind, unseen) {
            (FaultKind::BadReference { resource, name }, Some(file)) => {
                let finding = Finding::new(DECLARED_ELSEWHERE)
                    .with("resource", resource.word())
                    .with("name", name)
                    .with("path", &file.path);
                unknown.push(finding.at(place));
            }
            (FaultKind::BadReference { resource, name }, None) => {
                let finding = Finding::new(RESOURCE_UNDECLARED)
                    .with("resource", resource.word())
                    .with("name", name);
                failures.push(finding.at(place));
            }
            (FaultKind::InactiveReference { name }, _) => {
                failures.push(Finding::new(SERVICE_INACTIVE).with("name", name).at(place));
            }
            _ => {}
        }
    }
    // With an unseen file among those it includes, nothing counts as undeclared.
    let included = whole.project.missing.iter();
    let included = included.filter(|file| file.role == Role::Include);
    unknown.extend(included.map(|file| {
        let finding = Finding::new(INCLUDE_UNSEEN).with("path", &file.path);
        finding.at(file.named)
    }));
    // A part for others to build on refers to what those declare.
    let is_concerned = compose.form != Form::Fragment;
    Verdict::over(is_concerned, failures, unknown)
}

fn may_declare(file: &Missing) -> bool {
    match file.role {
        Role::Include | Role::Extends => true,
        Role::EnvFile | Role::LabelFile => false,
    }
}
