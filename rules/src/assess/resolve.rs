//! From verdicts to reported findings: places become lines, sentences and fingerprints.

use std::collections::BTreeMap;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::artifact::Artifact;
use crate::catalogue::Control;
use crate::digest::hexadecimal;
use crate::facts::Subject;
use crate::finding::{Evidence, Finding, Outcome, Tier, Verdict};
use crate::model::{Model, json};
use crate::report::Reported;
use crate::span::{LineIndex, Span};

/// Our own name where a finding says who found it.
pub(super) const OWN_TOOL: &str = "plimsoll";

/// Looks places up in artifacts, with one line index for each.
pub(super) struct Places<'a> {
    artifacts: &'a [Artifact],
    lines: Vec<Option<LineIndex>>,
    own_tool: Arc<str>,
}

/// A verdict's word with what it says, before its place is looked up.
pub(super) struct Said<'a> {
    pub(super) control: &'static Control,
    pub(super) subject: &'a Arc<str>,
    pub(super) outcome: Outcome,
    pub(super) message: String,
    pub(super) evidence: Option<Evidence>,
    pub(super) tier: Tier,
    pub(super) tool: Arc<str>,
}

impl<'a> Places<'a> {
    pub(super) fn new(artifacts: &'a [Artifact]) -> Self {
        let lines = vec![None; artifacts.len()];
        Self {
            artifacts,
            lines,
            own_tool: OWN_TOOL.into(),
        }
    }

    /// Adds the findings of one check's verdict on one subject.
    pub(super) fn report(
        &mut self,
        control: &'static Control,
        subject: &Subject<'_>,
        verdict: &Verdict,
        into: &mut Vec<Reported>,
    ) {
        let tool = Arc::clone(&self.own_tool);
        let said = |outcome, message, evidence| Said {
            control,
            subject: &subject.id,
            outcome,
            message,
            evidence,
            tier: Tier::Own,
            tool: Arc::clone(&tool),
        };
        match verdict {
            Verdict::Fail(findings) | Verdict::Unknown(findings) => {
                for finding in findings {
                    let evidence = finding.evidence.unwrap_or(subject.declared);
                    let said = said(verdict.outcome(), finding.message(), Some(evidence));
                    into.push(self.resolve(said, Some(finding)));
                }
            }
            Verdict::Pass(evidence) => {
                let message = format!("{}.", control.title);
                let evidence = evidence.unwrap_or(subject.declared);
                into.push(self.resolve(said(Outcome::Pass, message, Some(evidence)), None));
            }
            Verdict::NotApplicable => {
                let message = "The subject has nothing that the control is about.".to_owned();
                let said = said(Outcome::NotApplicable, message, Some(subject.declared));
                into.push(self.resolve(said, None));
            }
        }
    }

    /// Looks up the place of what was said.
    pub(super) fn resolve(&mut self, said: Said<'_>, finding: Option<&Finding>) -> Reported {
        let artifact = said
            .evidence
            .and_then(|evidence| self.artifacts.get(evidence.artifact));
        let text = artifact.map_or("", |artifact| &*artifact.text);
        let span = said.evidence.and_then(|evidence| evidence.span);
        // A path costs a scan, which a pass is not worth.
        let path = span
            .filter(|_| said.outcome != Outcome::Pass)
            .and_then(|span| self.path_of(said.evidence?.artifact, span));
        let index = said.evidence.map(|evidence| evidence.artifact);
        let region = span.and_then(|span| Some(self.lines_of(index?)?.region(span, text)));
        let related = finding.map_or(&[][..], |finding| &finding.related);
        let related = index
            .filter(|_| !related.is_empty())
            .and_then(|index| self.lines_of(index))
            .map(|lines| {
                related
                    .iter()
                    .map(|span| lines.region(*span, text))
                    .collect()
            });
        let remedy = finding.and_then(|finding| finding.remedy.clone());
        let edits = remedy.as_ref().map_or(&[][..], |remedy| &remedy.edits);
        let edit_regions = index
            .filter(|_| !edits.is_empty())
            .and_then(|index| self.lines_of(index))
            .map(|lines| {
                edits
                    .iter()
                    .map(|edit| lines.bounds(edit.span, text))
                    .collect()
            });
        Reported {
            fingerprint: fingerprint(&said, finding),
            control: said.control,
            outcome: said.outcome,
            subject: Arc::clone(said.subject),
            artifact: artifact.map(|artifact| Arc::clone(&artifact.name)),
            span,
            region,
            related: related.unwrap_or_default(),
            path,
            reason: finding.map(|finding| finding.reason),
            message: said.message,
            tier: said.tier,
            source_tool: said.tool,
            remedy,
            edit_regions: edit_regions.unwrap_or_default(),
            accepted: None,
        }
    }

    /// The JSON path of a place in an inspect document, found inside the object it lies in.
    fn path_of(&self, artifact: usize, span: Span) -> Option<String> {
        let artifact = self.artifacts.get(artifact)?;
        let Model::Inspect(inspect) = &*artifact.model else {
            return None;
        };
        let (number, object) = inspect.object_around(span)?;
        let path = json::path_to(&artifact.text, object, span)?;
        Some(format!("[{number}]{path}"))
    }

    fn lines_of(&mut self, artifact: usize) -> Option<&LineIndex> {
        let text = &self.artifacts.get(artifact)?.text;
        let lines = self.lines.get_mut(artifact)?;
        Some(lines.get_or_insert_with(|| LineIndex::new(text)))
    }
}

/// From what was found and where it belongs, without line numbers: moving lines changes nothing.
fn fingerprint(said: &Said<'_>, finding: Option<&Finding>) -> String {
    let mut hash = Sha256::new();
    let mut add = |part: &str| {
        hash.update(part.as_bytes());
        hash.update([0]);
    };
    add("v1");
    add(said.control.id);
    add(said.subject);
    add(said.outcome.word());
    add(said.tier.word());
    match finding {
        Some(finding) => {
            add(finding.reason.key);
            finding.arguments.iter().for_each(|(_, value)| add(value));
        }
        None => add(&said.message),
    }
    // Sixty-four bits are enough to tell the findings of one report apart.
    let mut digits = hexadecimal(&hash.finalize());
    digits.truncate(16);
    digits
}

/// Puts findings in the report's order and tells equal ones apart by their position.
pub(super) fn order_and_number(findings: &mut [Reported]) {
    findings.sort_by(|a, b| {
        (
            a.control.id,
            a.outcome,
            &a.subject,
            a.tier,
            &a.artifact,
            a.span,
            &a.message,
        )
            .cmp(&(
                b.control.id,
                b.outcome,
                &b.subject,
                b.tier,
                &b.artifact,
                b.span,
                &b.message,
            ))
    });
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for finding in findings {
        let count = times.entry(finding.fingerprint.clone()).or_insert(0);
        *count += 1;
        if *count > 1 {
            finding.fingerprint = format!("{}-{count}", finding.fingerprint);
        }
    }
}
