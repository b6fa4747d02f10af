//! Decides `project-inputs-given`: all that a compose project's verdicts rest on was given.
//!
//! It never fails. Where something is missing it names it, so that nobody takes a verdict for
//! more than it is.

use std::collections::BTreeSet;

use super::{Check, Decide};
use crate::catalogue::project_inputs_given::{CONTROL, FILE_MISSING, VARIABLE_UNSET};
use crate::facts::{Document, Whole};
use crate::finding::{Finding, Verdict};
use crate::model::compose::{Service, Setting};
use crate::model::yaml::Node;
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
    let mut named: Vec<Spanned<String>> = Vec::new();
    for document in whole.documents() {
        named.extend(included(&document));
    }
    for service in &compose.services {
        named.extend(files_of(service));
    }
    let given: BTreeSet<&str> = whole.artifacts.iter().map(|it| &*it.name).collect();
    let mut missing = BTreeSet::new();
    for file in named {
        let place = whole.at(file.span);
        let folder = whole.project.folder_at(file.span, whole.artifacts);
        let is_given = given.contains(path::resolved(folder, &file.value).as_str());
        if !is_given && missing.insert(file.value.clone()) {
            let finding = Finding::new(FILE_MISSING).with("path", &file.value);
            unknown.push(finding.at(place));
        }
    }
    Verdict::of_lists(Vec::new(), unknown)
}

/// The files that a document includes.
fn included(document: &Document<'_>) -> Vec<Spanned<String>> {
    let items = document.field(&["include"]).items();
    let paths = items.flat_map(|item| {
        let is_long = item.node().is_some_and(Node::is_mapping);
        if is_long {
            item.get("path").text_or_texts()
        } else {
            vec![item.text()]
        }
    });
    paths.filter_map(settled).collect()
}

/// The files that a service names: variables, labels, what it builds on and is built from.
fn files_of(service: &Service) -> Vec<Spanned<String>> {
    let mut named = service.env_file();
    named.extend(service.field(&["label_file"]).text_or_texts());
    let extends = service.extends().and_then(|it| match it.value.file {
        Some(file) => Setting::set(file, it.span),
        None => Setting::Absent,
    });
    named.push(extends);
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
