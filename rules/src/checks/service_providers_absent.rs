//! Decides `service-providers-absent`: Compose runs no program of the host for a service.
//!
//! Judged on the project: a service that a program provides has no container of its own, so
//! no other control speaks of it.

use super::{Check, Decide};
use crate::catalogue::service_providers_absent::{
    CONTROL, PROGRAM_BY_PATH, PROGRAM_BY_VARIABLE, PROGRAM_USED,
};
use crate::facts::Whole;
use crate::finding::{Finding, Verdict};
use crate::model::compose::{Service, Setting};
use crate::model::yaml::Node;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Project(decide),
};

fn decide(whole: Whole<'_>) -> Verdict {
    let services = &whole.project.compose.services;
    let failures = services.iter().filter_map(|it| finding(whole, it));
    Verdict::over(!services.is_empty(), failures.collect(), Vec::new())
}

fn finding(whole: Whole<'_>, service: &Service) -> Option<Finding> {
    if !service.has_provider() {
        return None;
    }
    let field = service.field(&["provider", "type"]);
    let is_open = field
        .node()
        .and_then(Node::as_str)
        .is_some_and(|text| text.contains('$'));
    let finding = match field.text() {
        Setting::Set(program) if is_open => {
            Finding::new(PROGRAM_BY_VARIABLE).at(whole.at(program.span))
        }
        Setting::Unresolved { span, .. } => Finding::new(PROGRAM_BY_VARIABLE).at(whole.at(span)),
        Setting::Set(program) => {
            let is_path = program.value.contains(['/', '\\']) || program.value.starts_with('.');
            let reason = if is_path {
                PROGRAM_BY_PATH
            } else {
                PROGRAM_USED
            };
            Finding::new(reason)
                .with("program", &program.value)
                .at(whole.at(program.span))
        }
        // Without a readable type Compose starts nothing.
        Setting::Absent | Setting::Malformed { .. } => return None,
    };
    Some(finding.with("service", &service.name.value))
}
