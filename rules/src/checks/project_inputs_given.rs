//! Decides `project-inputs-given`: all that a compose project's verdicts rest on was given.
//!
//! It never fails. Where something is missing it names it, so that nobody takes a verdict for
//! more than it is.

use std::collections::BTreeSet;

use super::{Check, Decide};
use crate::catalogue::project_inputs_given::{CONTROL, FILE_MISSING, VARIABLE_UNSET};
use crate::facts::{SecurityOption, Whole};
use crate::finding::{Finding, Verdict};
use crate::model::compose::{Service, Setting};
use crate::project::path;
use crate::span::Spanned;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Project(decide),
};

fn decide(whole: Whole<'_>) -> Verdict {
    let compose = &whole.project.compose;
    let mut unknown = Vec::new();
    let mut told = BTreeSet::new();
    for variable in &compose.unset {
        if told.insert(&variable.value) {
            let finding = Finding::new(VARIABLE_UNSET).with("variable", &variable.value);
            unknown.push(finding.at(whole.at(variable.span)));
        }
    }
    let mut missing = BTreeSet::new();
    for file in &whole.project.missing {
        if missing.insert(file.path.clone()) {
            let finding = Finding::new(FILE_MISSING).with("path", &file.path);
            unknown.push(finding.at(file.named));
        }
    }
    let given = &whole.project.given;
    for file in compose.services.iter().flat_map(files_of) {
        let path = path::resolved(whole.project.folder_at(file.span), &file.value);
        if !given.contains(path.as_str()) && missing.insert(path.clone()) {
            let finding = Finding::new(FILE_MISSING).with("path", &path);
            unknown.push(finding.at(whole.at(file.span)));
        }
    }
    Verdict::of_lists(Vec::new(), unknown)
}

/// The files of variables and labels and the profiles that a service names, and what it is built
/// from.
fn files_of(service: &Service) -> Vec<Spanned<String>> {
    let mut named = service.env_file();
    let options = service.security_opt().into_iter().filter_map(settled);
    named.extend(options.filter_map(|option| {
        let path = SecurityOption::new(&option.value)
            .profile_path()?
            .to_owned();
        Some(Setting::set(path, option.span))
    }));
    named.extend(service.field(&["label_file"]).text_or_texts());
    if let Setting::Set(build) = service.build() {
        let is_local = build
            .value
            .context
            .value()
            .is_none_or(|it| !it.contains("://") && !it.starts_with("git@"));
        let is_settled = !matches!(build.value.context, Setting::Unresolved { .. })
            && !matches!(build.value.dockerfile, Setting::Unresolved { .. });
        if is_local && is_settled && build.value.dockerfile_inline.is_absent() {
            let context = build.value.context.value().map_or(".", String::as_str);
            let file = build.value.dockerfile.value();
            let file = file.map_or("Dockerfile", String::as_str);
            named.push(Setting::set(format!("{context}/{file}"), build.span));
        }
    }
    named.into_iter().filter_map(settled).collect()
}

fn settled(path: Setting<String>) -> Option<Spanned<String>> {
    match path {
        Setting::Set(path) => Some(path),
        Setting::Absent | Setting::Unresolved { .. } | Setting::Malformed { .. } => None,
    }
}
