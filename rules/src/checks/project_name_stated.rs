//! Decides `project-name-stated`: containers, networks and volumes keep their names when the
//! folder is renamed.

use super::{Check, Decide};
use crate::catalogue::project_name_stated::{CONTROL, NAME_MISSING};
use crate::facts::Whole;
use crate::finding::{Evidence, Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Project(decide),
};

fn decide(whole: Whole<'_>) -> Verdict {
    let compose = &whole.project.compose;
    if let Some(span) = compose.name.span() {
        return Verdict::Pass(Some(whole.at(span)));
    }
    let first = compose.scope.sources.files().first();
    let is_in_environment = first.is_some_and(|file| {
        let name = file.origin.environment.get("COMPOSE_PROJECT_NAME");
        name.is_some_and(|name| !name.is_empty())
    });
    if is_in_environment {
        return Verdict::Pass(None);
    }
    let place = whole.project.files.first().map(|artifact| Evidence {
        artifact: *artifact,
        span: None,
    });
    Finding::new(NAME_MISSING).at_any(place).fails()
}
