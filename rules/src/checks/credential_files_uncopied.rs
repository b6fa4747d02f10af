//! Decides `credential-files-uncopied`: no file with credentials is copied into an image.
//!
//! The names of files decide. A stage that only helps counts as well: its layers stay in the
//! build cache, which is often shared.

mod pointers;

use super::{Check, Decide, cuts, unsettled};
use crate::catalogue::credential_files_uncopied::{
    CONTROL, FILE_COPIED, FILE_COPIED_IN_BUILDER, FILE_WRITTEN, SOURCE_UNRESOLVED,
};
use crate::facts::secrets::is_credential_file;
use crate::facts::{Build, Step};
use crate::finding::{Edit, Finding, Remedy, Verdict};
use crate::model::dockerfile::{InstructionKind, Source, Transfer};
use crate::span::Spanned;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

/// What the reader does before the file is no longer copied.
const ASKS: &str = "Mount the file with `RUN --mount=type=secret` in the step that needs it, or give it to the container at run time, and list it in .dockerignore.";

fn decide(build: &Build<'_>) -> Verdict {
    let mut failures = Vec::new();
    let mut unknown = Vec::new();
    let mut is_concerned = false;
    for step in build.steps() {
        let (InstructionKind::Add(transfer) | InstructionKind::Copy(transfer)) =
            &step.instruction.kind
        else {
            continue;
        };
        is_concerned = true;
        let before = failures.len();
        for source in &transfer.sources {
            match source {
                Source::Path(path) if path.value.contains("://") => {}
                Source::Path(path) => match step.path(path) {
                    Ok(known) if is_credential_file(&known) => {
                        let finding = copied(step, path);
                        failures.push(match removal(build, step, transfer, source) {
                            Some(edit) => finding.mended_by(Remedy::assisted(ASKS, vec![edit])),
                            None => finding,
                        });
                    }
                    Ok(_) => {}
                    Err(missing) => unknown.push(unsettled::finding(&missing, SOURCE_UNRESOLVED)),
                },
                Source::Heredoc { .. } => {}
            }
        }
        if failures.len() == before {
            failures.extend(written(step, &transfer.destination));
        }
    }
    failures.extend(pointers::findings(build));
    Verdict::over(is_concerned, failures, unknown)
}

fn copied(step: Step<'_>, path: &Spanned<String>) -> Finding {
    let reason = if step.ships() {
        FILE_COPIED
    } else {
        FILE_COPIED_IN_BUILDER
    };
    Finding::new(reason)
        .with("path", &path.value)
        .at(step.at(path.span))
}

/// A file that gets its telling name only by being copied, or is written out in the file.
fn written(step: Step<'_>, destination: &Spanned<String>) -> Option<Finding> {
    let is_named = pointers::is_pointer(&destination.value)
        || step.path(destination).is_ok_and(|path| {
            // Into a directory files go by their own names.
            !path.ends_with('/') && is_credential_file(&path)
        });
    is_named.then(|| {
        Finding::new(FILE_WRITTEN)
            .with("path", &destination.value)
            .at(step.at(destination.span))
    })
}

/// Takes the source out, or the instruction where it is the only one.
fn removal(
    build: &Build<'_>,
    step: Step<'_>,
    transfer: &Transfer,
    source: &Source,
) -> Option<Edit> {
    if transfer.sources.len() == 1 {
        return cuts::instruction(build, step.whole());
    }
    let span = source.path()?.span;
    let place = |source: &Source| match source {
        Source::Path(path) => path.span,
        Source::Heredoc { span, .. } => *span,
    };
    let later = transfer.sources.iter().map(place);
    let next = later.map(|span| span.start).find(|start| *start > span.end);
    // In a JSON array a comma stands between, and no such edit is made.
    cuts::entry(
        build,
        span,
        None,
        next.or(Some(transfer.destination.span.start)),
    )
}
