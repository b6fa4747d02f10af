//! Changes to a compose file outside of its services.

use crate::facts::Whole;
use crate::finding::{Edit, Finding, Remedy};
use crate::project;
use crate::sheet::{Place, Refusal, Sheet};

/// The finding with a change that keeps what a working project does, or with the reason why
/// there is none.
pub(super) fn safely_mended<'a>(
    finding: Finding,
    whole: Whole<'a>,
    artifact: usize,
    change: impl FnOnce(&Place<'a>) -> Result<Vec<Edit>, Refusal>,
) -> Finding {
    match edits(whole, artifact, change) {
        Ok(edits) => finding.mended_by(Remedy::safe(edits)),
        Err(refusal) => finding.unmended(refusal.sentence()),
    }
}

fn edits<'a>(
    whole: Whole<'a>,
    artifact: usize,
    change: impl FnOnce(&Place<'a>) -> Result<Vec<Edit>, Refusal>,
) -> Result<Vec<Edit>, Refusal> {
    let artifact = whole.artifacts.get(artifact).ok_or(Refusal::OtherFile)?;
    let file = project::file(artifact).ok_or(Refusal::OtherFile)?;
    let sheet = Sheet::new(&artifact.text, &file.documents, &file.layout);
    change(&sheet.mapping(&[])?)
}
