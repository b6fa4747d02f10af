//! From verdicts to reported findings: places become lines, reasons become sentences.

use std::sync::{Arc, OnceLock};

use super::{editable, order};
use crate::artifact::Artifact;
use crate::catalogue::Control;
use crate::facts::Subject;
use crate::finding::{Edit, Evidence, Finding, Outcome, Verdict};
use crate::model::Model;
use crate::model::json::{Paths, Tape};
use crate::report::{Place, Rare, Reported, Said, Word, own_tool};
use crate::span::{LineIndex, Span};

/// Looks places up in artifacts, with one line index for each.
pub(super) struct Places<'a> {
    artifacts: &'a [Artifact],
    lines: Vec<OnceLock<LineIndex>>,
    own_tool: Arc<str>,
}

/// The object of an inspect document that paths were last looked up in: those of one subject
/// mostly lie in one.
pub(super) struct InObject<'a> {
    artifact: usize,
    paths: Paths<'a>,
}

/// A check's word on one subject, with all that can be said without other subjects.
pub(super) enum Judgement {
    /// It needs no reason; the place that states it, where that is not the subject's own.
    Quiet(Word, Option<Evidence>),
    /// What this other control fails for covers it.
    Covered(&'static Control),
    /// It fails or is unknown, for reasons that were added in the report's order.
    Open,
}

impl<'a> InObject<'a> {
    /// An object that was taken apart already, by its number in the document, from 0.
    pub(super) fn new(artifact: usize, number: usize, object: Tape<'a>) -> Self {
        Self {
            artifact,
            paths: Paths::new(object, format!("[{number}]")),
        }
    }
}

impl<'a> Places<'a> {
    pub(super) fn new(artifacts: &'a [Artifact]) -> Self {
        Self {
            artifacts,
            lines: artifacts.iter().map(|_| OnceLock::new()).collect(),
            own_tool: own_tool(),
        }
    }

    /// The names and texts of the artifacts, for places that are looked up later.
    pub(super) fn texts(&self) -> Vec<(Arc<str>, Arc<String>)> {
        let artifacts = self.artifacts.iter();
        artifacts
            .map(|it| (Arc::clone(&it.name), Arc::clone(&it.text)))
            .collect()
    }

    /// What one check's verdict says of one subject; its reasons are added to `told`.
    pub(super) fn word(
        &self,
        control: &'static Control,
        subject: &Subject<'_>,
        verdict: Verdict,
        paths: &mut Option<InObject<'a>>,
        told: &mut Vec<Reported>,
    ) -> Judgement {
        let outcome = verdict.outcome();
        match verdict {
            Verdict::Pass(evidence) => Judgement::Quiet(Word::Pass, evidence),
            Verdict::Covered(cover) => Judgement::Covered(cover),
            Verdict::NotApplicable => Judgement::Quiet(Word::NotApplicable, None),
            Verdict::Fail(findings) | Verdict::Unknown(findings) => {
                let first = told.len();
                let open = |finding| self.open(control, subject, outcome, finding, paths);
                told.extend(findings.into_iter().map(open));
                order::sort(told.get_mut(first..).unwrap_or_default());
                if outcome == Outcome::Unknown {
                    // One cause may leave several properties open that a control looks at.
                    let mut own = told.split_off(first);
                    own.dedup_by(|a, b| {
                        a.artifact == b.artifact && a.span == b.span && a.message == b.message
                    });
                    told.append(&mut own);
                }
                Judgement::Open
            }
        }
    }

    /// One reason of a verdict that is not a pass.
    fn open(
        &self,
        control: &'static Control,
        subject: &Subject<'_>,
        outcome: Outcome,
        finding: Finding,
        paths: &mut Option<InObject<'a>>,
    ) -> Reported {
        let mut finding = finding;
        let evidence = finding.evidence.unwrap_or(subject.declared);
        editable::settle(&mut finding, evidence, subject, self.artifacts);
        let message = finding.message().into();
        let said = Said::own(control, &subject.id, outcome, message, &self.own_tool);
        let mut reported = Reported::new(said, self.place_with_path(evidence, paths));
        reported.reason = Some(finding.reason);
        reported.rest_on(&finding);
        let lines = self.lines_of(evidence.artifact);
        let related = |span| lines.map(|(lines, text)| lines.region(span, text));
        let edited = |edit: &Edit| lines.map(|(lines, text)| lines.bounds(edit.span, text));
        let edits = finding.remedy.iter().flat_map(|remedy| &remedy.edits);
        reported.add(Rare {
            related: finding
                .related
                .iter()
                .copied()
                .filter_map(related)
                .collect(),
            edit_regions: edits.filter_map(edited).collect(),
            remedy: finding.remedy,
            refused: finding.refused,
        });
        reported
    }

    /// A place as the report shows it, with its path in a JSON document.
    pub(super) fn place_with_path(
        &self,
        evidence: Evidence,
        paths: &mut Option<InObject<'a>>,
    ) -> Place {
        let path = evidence
            .span
            .and_then(|span| self.path(evidence.artifact, span, paths));
        Place {
            path,
            ..self.place(evidence)
        }
    }

    /// A place as the report shows it, without its path.
    pub(super) fn place(&self, evidence: Evidence) -> Place {
        let region = |span| {
            let (lines, text) = self.lines_of(evidence.artifact)?;
            Some(lines.region(span, text))
        };
        let artifact = self.artifacts.get(evidence.artifact);
        Place {
            artifact: artifact.map(|artifact| Arc::clone(&artifact.name)),
            span: evidence.span,
            region: evidence.span.and_then(region),
            path: None,
        }
    }

    /// The JSON path of a place in an inspect document, found inside the object it lies in.
    fn path(
        &self,
        artifact: usize,
        span: Span,
        paths: &mut Option<InObject<'a>>,
    ) -> Option<Box<str>> {
        let given = self.artifacts.get(artifact)?;
        let Model::Inspect(inspect) = &*given.model else {
            return None;
        };
        let is_same = paths.as_ref().is_some_and(|known| {
            let element = known.paths.element();
            known.artifact == artifact && element.start <= span.start && span.end <= element.end
        });
        if !is_same {
            let (number, object) = inspect.object_around(span)?;
            // It was read before, so it is valid.
            let object = Tape::read(&given.text, object).ok()?;
            *paths = Some(InObject::new(artifact, number, object));
        }
        paths.as_mut()?.paths.to(span)
    }

    fn lines_of(&self, artifact: usize) -> Option<(&LineIndex, &'a str)> {
        let text: &'a str = &self.artifacts.get(artifact)?.text;
        let lines = self.lines.get(artifact)?;
        Some((lines.get_or_init(|| LineIndex::new(text)), text))
    }
}
