//! From verdicts to reported findings: places become lines, reasons become sentences.

use std::sync::{Arc, OnceLock};

use super::order;
use crate::artifact::Artifact;
use crate::catalogue::Control;
use crate::facts::Subject;
use crate::finding::{Evidence, Finding, Outcome, Verdict};
use crate::model::{Model, json};
use crate::report::{Place, Reported, Said, Word, own_tool};
use crate::span::{LineIndex, Span};

/// Looks places up in artifacts, with one line index for each.
pub(super) struct Places<'a> {
    artifacts: &'a [Artifact],
    lines: Vec<OnceLock<LineIndex>>,
    own_tool: Arc<str>,
}

/// A check's word on one subject, with all that can be said without other subjects.
pub(super) enum Judgement {
    /// It needs no reason; the place that states it, where that is not the subject's own.
    Quiet(Word, Option<Place>),
    /// What this other control fails for covers it.
    Covered(&'static Control),
    /// It fails or is unknown, for these reasons in the report's order.
    Open(Vec<Reported>),
}

impl<'a> Places<'a> {
    pub(super) fn new(artifacts: &'a [Artifact]) -> Self {
        Self {
            artifacts,
            lines: artifacts.iter().map(|_| OnceLock::new()).collect(),
            own_tool: own_tool(),
        }
    }

    /// What one check's verdict says of one subject.
    pub(super) fn word(
        &self,
        control: &'static Control,
        subject: &Subject<'_>,
        verdict: Verdict,
    ) -> Judgement {
        let outcome = verdict.outcome();
        match verdict {
            Verdict::Pass(evidence) => {
                // A path costs a scan, which a pass is not worth.
                let place = evidence.map(|evidence| self.place(evidence, Outcome::Pass));
                Judgement::Quiet(Word::Pass, place)
            }
            Verdict::Covered(cover) => Judgement::Covered(cover),
            Verdict::NotApplicable => Judgement::Quiet(Word::NotApplicable, None),
            Verdict::Fail(findings) | Verdict::Unknown(findings) => {
                let open = |finding| self.open(control, subject, outcome, finding);
                let mut findings: Vec<Reported> = findings.into_iter().map(open).collect();
                order::sort(&mut findings);
                if outcome == Outcome::Unknown {
                    // One cause may leave several properties open that a control looks at.
                    findings.dedup_by(|a, b| {
                        a.artifact == b.artifact && a.span == b.span && a.message == b.message
                    });
                }
                Judgement::Open(findings)
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
    ) -> Reported {
        let evidence = finding.evidence.unwrap_or(subject.declared);
        let message = finding.message().into();
        let said = Said::own(control, &subject.id, outcome, message, &self.own_tool);
        let mut reported = Reported::new(said, self.place(evidence, outcome));
        reported.reason = Some(finding.reason);
        reported.rest_on(&finding);
        if let Some((lines, text)) = self
            .lines_of(evidence.artifact)
            .filter(|_| !finding.related.is_empty())
        {
            let related = finding.related.iter();
            reported.related = related.map(|span| lines.region(*span, text)).collect();
        }
        reported.refused = finding.refused;
        if let Some(remedy) = finding.remedy {
            let lines = self.lines_of(evidence.artifact);
            if let Some((lines, text)) = lines.filter(|_| !remedy.edits.is_empty()) {
                let edits = remedy.edits.iter();
                reported.edit_regions = edits.map(|edit| lines.bounds(edit.span, text)).collect();
            }
            reported.remedy = Some(remedy);
        }
        reported
    }

    /// A place as the report shows it, with its path unless the word is a pass.
    pub(super) fn place(&self, evidence: Evidence, outcome: Outcome) -> Place {
        let Some(artifact) = self.artifacts.get(evidence.artifact) else {
            return Place {
                span: evidence.span,
                ..Place::default()
            };
        };
        let region = |span| {
            let (lines, text) = self.lines_of(evidence.artifact)?;
            Some(lines.region(span, text))
        };
        Place {
            artifact: Some(Arc::clone(&artifact.name)),
            span: evidence.span,
            region: evidence.span.and_then(region),
            path: evidence
                .span
                .filter(|_| outcome != Outcome::Pass)
                .and_then(|span| path_in(artifact, span)),
        }
    }

    fn lines_of(&self, artifact: usize) -> Option<(&LineIndex, &'a str)> {
        let text: &'a str = &self.artifacts.get(artifact)?.text;
        let lines = self.lines.get(artifact)?;
        Some((lines.get_or_init(|| LineIndex::new(text)), text))
    }
}

/// The JSON path of a place in an inspect document, found inside the object it lies in.
fn path_in(artifact: &Artifact, span: Span) -> Option<String> {
    let Model::Inspect(inspect) = &*artifact.model else {
        return None;
    };
    let (number, object) = inspect.object_around(span)?;
    let path = json::path_to(&artifact.text, object, span)?;
    Some(format!("[{number}]{path}"))
}
