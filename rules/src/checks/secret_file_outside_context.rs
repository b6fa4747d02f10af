//! Decides `secret-file-outside-context`: no build sees the file that a secret is read from.

use super::{Check, Decide};
use crate::catalogue::secret_file_outside_context::{
    CONTEXT_UNRESOLVED, CONTROL, FILE_IN_CONTEXT, FILE_UNRESOLVED,
};
use crate::facts::{Declared, below, is_left_out};
use crate::finding::{Finding, Verdict};
use crate::model::compose::{Service, Setting};
use crate::span::Spanned;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Declaration(decide),
};

/// How many builds one file is compared with.
const MOST_BUILDS: usize = 256;

fn decide(declared: Declared<'_>) -> Verdict {
    let file = match declared.named.field(&["file"]).text() {
        Setting::Set(file) => file,
        Setting::Unresolved { span, variables } => {
            let finding = Finding::new(FILE_UNRESOLVED).with("variable", variables.join(", "));
            return finding.at(declared.at(span)).leaves_unknown();
        }
        // Kept elsewhere, or refused by Compose.
        Setting::Absent | Setting::Malformed { .. } => return Verdict::NotApplicable,
    };
    let place = declared.at(file.span);
    let compose = &declared.project.compose;
    let builds = compose.built.iter();
    let builds = builds.filter_map(|at| compose.services.get(*at));
    let builds = builds.take(MOST_BUILDS);
    let (mut failures, mut unknown, mut is_concerned) = (Vec::new(), Vec::new(), false);
    for service in builds {
        is_concerned = true;
        let finding = match reaches(declared, service, &file) {
            Reach::Outside => continue,
            Reach::Inside => {
                let finding = Finding::new(FILE_IN_CONTEXT).with("path", &file.value);
                failures.push(finding.with("service", &service.name.value).at(place));
                continue;
            }
            Reach::Open(variables) => {
                Finding::new(CONTEXT_UNRESOLVED).with("variable", variables.join(", "))
            }
        };
        unknown.push(finding.with("service", &service.name.value).at(place));
    }
    Verdict::over(is_concerned, failures, unknown)
}

/// Whether a build sees a file.
enum Reach {
    Outside,
    Inside,
    /// These variables decide.
    Open(Vec<String>),
}

fn reaches(declared: Declared<'_>, service: &Service, file: &Spanned<String>) -> Reach {
    let Setting::Set(build) = service.build() else {
        return Reach::Outside;
    };
    let context = match build.value.context {
        Setting::Set(context) => context.value,
        Setting::Unresolved { variables, .. } => return Reach::Open(variables),
        Setting::Absent => ".".to_owned(),
        Setting::Malformed { .. } => return Reach::Outside,
    };
    if context.contains("://") || context.starts_with("git@") {
        return Reach::Outside;
    }
    let context = declared.path(&Spanned::new(context, build.span));
    let path = declared.path(file);
    let Some(path) = below(&context, &path) else {
        return Reach::Outside;
    };
    if is_left_out(declared.artifacts, &context, path) {
        Reach::Outside
    } else {
        Reach::Inside
    }
}
