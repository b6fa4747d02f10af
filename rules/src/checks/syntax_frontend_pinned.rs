//! Decides `syntax-frontend-pinned`: the program that reads the file is Docker's, in a version.

use super::{Check, Decide};
use crate::catalogue::syntax_frontend_pinned::{
    CONTROL, FEATURE_WITHOUT_SYNTAX, FRONTEND_FOREIGN, FRONTEND_MOVING,
};
use crate::facts::{Build, ImageReference};
use crate::finding::{Edit, Evidence, Finding, Remedy, Verdict};
use crate::model::dockerfile::{Directive, InstructionKind};
use crate::span::Span;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

/// The frontends that Docker publishes, each with the tags that move to whatever is newest.
const OFFICIAL: [&str; 4] = [
    "docker/dockerfile",
    "docker.io/docker/dockerfile",
    "docker/dockerfile-upstream",
    "docker.io/docker/dockerfile-upstream",
];
const MOVING: [&str; 6] = [
    "latest",
    "labs",
    "master",
    "master-labs",
    "experimental",
    "master-experimental",
];

fn decide(build: &Build<'_>) -> Verdict {
    let directives = &build.file().directives;
    match directives.iter().find(|it| it.name.value == "syntax") {
        Some(directive) => judge(build, directive),
        None => without_directive(build),
    }
}

fn judge(build: &Build<'_>, directive: &Directive) -> Verdict {
    // Options for the frontend may follow its name.
    let value = directive.value.value.as_str();
    let name = value.split_whitespace().next().unwrap_or_default();
    let start = directive.value.span.start;
    let evidence = build.at(Span::new(start, start + name.len()));
    let image = ImageReference::new(name);
    let repository = image.repository.to_ascii_lowercase();
    let tag = image.tag.as_deref();
    if image.digest.is_some() {
        return Verdict::Pass(Some(evidence));
    }
    if !OFFICIAL.contains(&repository.as_str()) {
        let finding = Finding::new(FRONTEND_FOREIGN).with("frontend", name);
        return finding.at(evidence).fails();
    }
    if tag.is_some_and(|tag| !MOVING.contains(&tag)) {
        return Verdict::Pass(Some(evidence));
    }
    let end = start + name.split('@').next().unwrap_or_default().len();
    let version = Span::new(start + image.repository.len(), end);
    let finding = Finding::new(FRONTEND_MOVING).with("frontend", name);
    let remedy = Remedy::assisted(
        "Confirm that version 1 has all that the file needs.",
        vec![Edit::replace(version, ":1")],
    );
    finding.at(evidence).mended_by(remedy).fails()
}

/// Whoever builds a file with newer syntax needs a builder that happens to know it.
fn without_directive(build: &Build<'_>) -> Verdict {
    if build.file().stages.is_empty() {
        return Verdict::NotApplicable;
    }
    let Some((feature, evidence)) = first_feature(build) else {
        return Verdict::NotApplicable;
    };
    let finding = Finding::new(FEATURE_WITHOUT_SYNTAX)
        .with("feature", feature)
        .at(evidence);
    if build.text.starts_with("#!") {
        return finding.fails();
    }
    let is_crlf = build.text.contains("\r\n");
    let end = if is_crlf { "\r\n" } else { "\n" };
    let line = format!("# syntax=docker/dockerfile:1{end}");
    let remedy = Remedy::assisted(
        "Confirm that the builder can fetch docker/dockerfile:1.",
        vec![Edit::insert(0, line)],
    );
    finding.mended_by(remedy).fails()
}

/// The first use of something that the first frontends did not have.
fn first_feature(build: &Build<'_>) -> Option<(&'static str, Evidence)> {
    build.steps().find_map(|step| {
        if let Some(heredoc) = step.instruction.heredocs.first() {
            return Some(("a heredoc", step.at(heredoc.name.span)));
        }
        let is_run = matches!(step.instruction.kind, InstructionKind::Run(_));
        let mut flags = step.instruction.flags.iter();
        let mount = flags.find(|flag| is_run && flag.name.value == "mount")?;
        Some(("RUN --mount", step.at(mount.span())))
    })
}
