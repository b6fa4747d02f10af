//! From verdicts to reported findings: places become lines, reasons become sentences.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use super::order;
use crate::artifact::Artifact;
use crate::catalogue::Control;
use crate::facts::Subject;
use crate::finding::{Evidence, Finding, Outcome, Tier, Verdict};
use crate::model::{Model, json};
use crate::report::{Print, Reported};
use crate::span::{LineIndex, Region, Span};

/// Our own name where a finding says who found it.
const OWN_TOOL: &str = "plimsoll";

/// What a verdict says of a subject that is exempt.
const EXEMPT: &str = "The subject has nothing that the control is about.";

/// Looks places up in artifacts, with one line index for each.
pub(super) struct Places<'a> {
    artifacts: &'a [Artifact],
    lines: Vec<OnceLock<LineIndex>>,
    own_tool: Arc<str>,
}

/// A verdict's word with what it says, before its place is looked up.
pub(super) struct Said<'a> {
    pub(super) control: &'static Control,
    pub(super) subject: &'a Arc<str>,
    pub(super) outcome: Outcome,
    pub(super) message: Cow<'static, str>,
    pub(super) tier: Tier,
    pub(super) tool: Arc<str>,
}

/// A place as the report shows it.
#[derive(Clone, Default)]
pub(super) struct Place {
    artifact: Option<Arc<str>>,
    span: Option<Span>,
    region: Option<Region>,
    path: Option<String>,
}

/// A check's word on one subject, with all that can be said without other subjects.
pub(super) enum Word {
    /// The control holds; the place, where another than the subject's own states it.
    Pass(Option<Evidence>),
    /// The subject is exempt.
    NotApplicable,
    /// It fails or is unknown, for these reasons in the report's order.
    Open(Outcome, Vec<Reported>),
}

impl Word {
    /// The word of it.
    pub(super) const fn outcome(&self) -> Outcome {
        match self {
            Self::Pass(_) => Outcome::Pass,
            Self::NotApplicable => Outcome::NotApplicable,
            Self::Open(outcome, _) => *outcome,
        }
    }

    /// How many findings it becomes.
    pub(super) const fn count(&self) -> usize {
        match self {
            Self::Pass(_) | Self::NotApplicable => 1,
            Self::Open(_, findings) => findings.len(),
        }
    }
}

impl<'a> Places<'a> {
    pub(super) fn new(artifacts: &'a [Artifact]) -> Self {
        Self {
            artifacts,
            lines: artifacts.iter().map(|_| OnceLock::new()).collect(),
            own_tool: OWN_TOOL.into(),
        }
    }

    /// What one check's verdict says of one subject.
    pub(super) fn word(
        &self,
        control: &'static Control,
        subject: &Subject<'_>,
        verdict: Verdict,
    ) -> Word {
        let outcome = verdict.outcome();
        match verdict {
            Verdict::Pass(evidence) => Word::Pass(evidence),
            Verdict::NotApplicable => Word::NotApplicable,
            Verdict::Fail(findings) | Verdict::Unknown(findings) => {
                let open = |finding| self.open(control, subject, outcome, finding);
                let mut findings: Vec<Reported> = findings.into_iter().map(open).collect();
                order::sort(&mut findings);
                Word::Open(outcome, findings)
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
        let said = self.own(control, &subject.id, outcome, message);
        let mut reported = resolved(said, self.place(evidence, outcome));
        reported.reason = Some(finding.reason);
        reported.rest_on(&finding);
        if let Some((lines, text)) = self
            .lines_of(evidence.artifact)
            .filter(|_| !finding.related.is_empty())
        {
            let related = finding.related.iter();
            reported.related = related.map(|span| lines.region(*span, text)).collect();
        }
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

    /// Adds a word on a subject; `declared` is where the subject itself stands.
    pub(super) fn report(
        &self,
        control: &'static Control,
        subject: &Subject<'_>,
        declared: &Place,
        word: Word,
        into: &mut Vec<Reported>,
    ) {
        match word {
            Word::Open(_, mut findings) => into.append(&mut findings),
            Word::Pass(evidence) => {
                // A path costs a scan, which a pass is not worth.
                let place = evidence.map_or_else(
                    || Place {
                        path: None,
                        ..declared.clone()
                    },
                    |evidence| self.place(evidence, Outcome::Pass),
                );
                let claim = Cow::Borrowed(control.claim);
                let said = self.own(control, &subject.id, Outcome::Pass, claim);
                into.push(resolved(said, place));
            }
            Word::NotApplicable => {
                let exempt = Cow::Borrowed(EXEMPT);
                let said = self.own(control, &subject.id, Outcome::NotApplicable, exempt);
                into.push(resolved(said, declared.clone()));
            }
        }
    }

    fn own<'s>(
        &self,
        control: &'static Control,
        subject: &'s Arc<str>,
        outcome: Outcome,
        message: Cow<'static, str>,
    ) -> Said<'s> {
        Said {
            control,
            subject,
            outcome,
            message,
            tier: Tier::Own,
            tool: Arc::clone(&self.own_tool),
        }
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

/// What was said, with its place.
pub(super) fn resolved(said: Said<'_>, place: Place) -> Reported {
    Reported {
        control: said.control,
        outcome: said.outcome,
        subject: Arc::clone(said.subject),
        artifact: place.artifact,
        span: place.span,
        region: place.region,
        related: Vec::new(),
        path: place.path,
        reason: None,
        message: said.message,
        tier: said.tier,
        source_tool: said.tool,
        remedy: None,
        edit_regions: Vec::new(),
        accepted: None,
        print: Print::default(),
    }
}
