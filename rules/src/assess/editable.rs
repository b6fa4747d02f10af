//! Whether a compose file may be edited where a check proposes it.
//!
//! A check knows what should be written. Whom else it would be written for is one question for
//! all checks.

use crate::artifact::Artifact;
use crate::facts::{Composed, Subject};
use crate::finding::{Edit, Evidence, Finding};
use crate::model::compose::{File, Form};
use crate::project;
use crate::sheet::{Refusal, Sheet};

/// Takes a change back that would reach further than the subject, and says why.
pub(super) fn settle(
    finding: &mut Finding,
    evidence: Evidence,
    subject: &Subject<'_>,
    artifacts: &[Artifact],
) {
    let Some(remedy) = &finding.remedy else {
        return;
    };
    let Some(artifact) = artifacts.get(evidence.artifact) else {
        return;
    };
    let Some(file) = project::file(artifact) else {
        return;
    };
    let checked = match file.layout.refusal {
        Some(refusal) => Err(refusal),
        None => is_own(evidence.artifact, artifact, subject)
            .and_then(|()| stays_inside(&remedy.edits, artifact, file, subject)),
    };
    if let Err(refusal) = checked {
        finding.remedy = None;
        finding.refused = Some(refusal.sentence().into());
    }
}

/// Refuses where other services or projects take over what the file says of the subject.
fn is_own(number: usize, artifact: &Artifact, subject: &Subject<'_>) -> Result<(), Refusal> {
    let of_service = subject.service.map(|it| it.project);
    let of_declaration = || subject.declaration.map(|it| it.project);
    let Some(project) = of_service.or_else(of_declaration) else {
        return Ok(());
    };
    if !project.files.contains(&number) {
        return Err(Refusal::BroughtByFile);
    }
    match subject.service {
        Some(service) if is_extended(service, artifact) => Err(Refusal::Extended),
        Some(_) | None => Ok(()),
    }
}

/// Whether another service builds on this one as the file has it.
fn is_extended(service: Composed<'_>, artifact: &Artifact) -> bool {
    let name = service.service.name.value.as_str();
    let others = service.project.artifacts.iter();
    let mut others = others.filter_map(|index| service.artifacts.get(*index));
    others.any(|other| {
        let layout = project::file(other).map(|file| &file.layout);
        layout.is_some_and(|it| it.extends(&other.name, name, &artifact.name))
    })
}

/// Refuses edits of what stands outside the subject, or is shared with what does.
fn stays_inside(
    edits: &[Edit],
    artifact: &Artifact,
    file: &File,
    subject: &Subject<'_>,
) -> Result<(), Refusal> {
    let name = subject.service.map(|it| it.service.name.value.as_str());
    let current = name.map(|name| ["services", name]);
    let path = match (file.form, &current) {
        // Each word of a command stands for itself.
        (Form::Run, _) => return Ok(()),
        (Form::Current | Form::Fragment, Some(path)) => &path[..],
        (Form::V1, Some([_, path @ ..])) => path,
        (_, None) => &[],
    };
    let sheet = Sheet::new(&artifact.text, &file.documents, &file.layout);
    sheet.check_edits(path, edits)
}
