//! Changes to the compose file in which a network states what fails.

use super::elsewhere;
use crate::facts::Declared;
use crate::finding::{Edit, Finding, Remedy};
use crate::project;
use crate::sheet::{Place, Refusal, Sheet};

/// The finding with a draft of a change, or with the reason why there is none. `asks` is what
/// the reader confirms first.
pub(super) fn mended<'a>(
    finding: Finding,
    network: Declared<'a>,
    asks: &str,
    change: impl FnOnce(&Place<'a>) -> Result<Vec<Edit>, Refusal>,
) -> Finding {
    let edits = place(&finding, network).and_then(|place| change(&place));
    match edits {
        Ok(edits) => finding.mended_by(Remedy::assisted(asks, edits)),
        Err(refusal) => finding.unmended(refusal.sentence()),
    }
}

/// The network as the file with the evidence writes it, if it says all there is.
fn place<'a>(finding: &Finding, network: Declared<'a>) -> Result<Place<'a>, Refusal> {
    let declared = network.at(network.named.name.span);
    let index = finding.evidence.map_or(declared.artifact, |it| it.artifact);
    let name = network.named.name.value.as_str();
    let mut others = network.project.artifacts.iter().filter(|it| **it != index);
    let says_more = |other: &usize| {
        let mut texts = elsewhere::texts(network.artifacts.get(*other), "networks", name);
        texts.next().is_some()
    };
    if others.any(says_more) {
        return Err(Refusal::Inherited);
    }
    let artifact = network.artifacts.get(index).ok_or(Refusal::OtherFile)?;
    let file = project::file(artifact).ok_or(Refusal::OtherFile)?;
    let sheet = Sheet::new(&artifact.text, &file.documents, &file.layout);
    sheet.mapping(&["networks", name])
}
