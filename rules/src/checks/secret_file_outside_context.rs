//! Decides `secret-file-outside-context`: no build sees the file that a secret is read from.

use super::{Check, Decide};
use crate::artifact::Artifact;
use crate::catalogue::secret_file_outside_context::{
    CONTEXT_UNRESOLVED, CONTROL, FILE_IN_CONTEXT, FILE_UNRESOLVED,
};
use crate::facts::{Declared, Place, folder, given};
use crate::finding::{Finding, Verdict};
use crate::model::Model;
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
    let Some(from) = declared.artifacts.get(place.artifact) else {
        return Verdict::NotApplicable;
    };
    let services = &declared.project.compose.services;
    let builds = services.iter().filter(|it| !it.build().is_absent());
    let builds = builds.take(MOST_BUILDS);
    let (mut failures, mut unknown, mut is_concerned) = (Vec::new(), Vec::new(), false);
    for service in builds {
        is_concerned = true;
        let finding = match reaches(declared, service, from, &file) {
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

fn reaches(
    declared: Declared<'_>,
    service: &Service,
    from: &Artifact,
    file: &Spanned<String>,
) -> Reach {
    let Setting::Set(build) = service.build() else {
        return Reach::Outside;
    };
    let context = match build.value.context {
        Setting::Set(context) => context.value,
        Setting::Unresolved { variables, .. } => return Reach::Open(variables),
        Setting::Absent => ".".to_owned(),
        Setting::Malformed { .. } => return Reach::Outside,
    };
    let is_remote = context.contains("://") || context.starts_with("git@");
    let compose = declared.at(build.span).artifact;
    let Some(base) = declared.artifacts.get(compose).filter(|_| !is_remote) else {
        return Reach::Outside;
    };
    let places = (
        Place::new(folder(from), &file.value),
        Place::new(folder(base), &context),
    );
    let (Some(file), Some(folder)) = places else {
        return Reach::Outside;
    };
    let Some(path) = file.below(&folder) else {
        return Reach::Outside;
    };
    let ignore = format!("{context}/.dockerignore");
    let is_ignored = given(declared.artifacts, compose, &ignore).is_some_and(|artifact| {
        matches!(&*artifact.model, Model::Dockerignore(file) if file.ignores(&path) == Some(true))
    });
    if is_ignored {
        Reach::Outside
    } else {
        Reach::Inside
    }
}
