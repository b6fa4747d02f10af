//! A finding of the document whose texts are the report's own.
//!
//! What is only written needs no copy. The fields and their order are those of [`Finding`].

use std::collections::HashMap;

use serde::Serialize;

use super::{Accepted, Edit, Finding, Remedy, Span, span};
use crate::report::{Report, Reported};
use crate::span::Region;

/// The same as [`Finding`].
#[derive(Serialize)]
pub(super) struct Lent<'a> {
    control: &'a str,
    verdict: &'a str,
    subject: &'a str,
    artifact: Option<&'a str>,
    span: Option<Span>,
    related: Vec<Span>,
    path: Option<&'a str>,
    reason: Option<&'a str>,
    message: &'a str,
    evidence_tier: &'a str,
    source_tool: &'a str,
    remedy: Option<LentRemedy<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unmended: Option<&'a str>,
    accepted: Option<Accepted>,
    fingerprint: String,
}

/// The same as [`Remedy`].
#[derive(Serialize)]
pub(super) struct LentRemedy<'a> {
    asks: Option<&'a str>,
    edits: Vec<LentEdit<'a>>,
}

/// The same as [`Edit`].
#[derive(Serialize)]
struct LentEdit<'a> {
    span: Span,
    text: &'a str,
}

/// Whether texts of edits hold what may not be shown. Many changes add the same lines.
#[derive(Default)]
pub(super) struct Masks<'a> {
    known: HashMap<&'a str, bool>,
}

impl<'a> Masks<'a> {
    fn hide(&mut self, text: &'a str) -> bool {
        let look = || text.lines().any(crate::facts::is_masked);
        *self.known.entry(text).or_insert_with(look)
    }
}

impl<'a> Lent<'a> {
    /// A finding as the document has it.
    pub(super) fn of(report: &'a Report, finding: &'a Reported, masks: &mut Masks<'a>) -> Self {
        let accepted = finding.accepted.as_ref();
        Self {
            control: finding.control.id,
            verdict: finding.outcome.word(),
            subject: &finding.subject,
            artifact: finding.artifact.as_deref(),
            span: finding.region.map(span::convert),
            related: finding
                .related()
                .iter()
                .copied()
                .map(span::convert)
                .collect(),
            path: finding.path.as_deref(),
            reason: finding.reason.map(|reason| reason.key),
            message: &finding.message,
            evidence_tier: finding.tier.word(),
            source_tool: &finding.source_tool,
            remedy: LentRemedy::of(finding, masks),
            unmended: finding.refused(),
            accepted: accepted.and_then(|by| super::finding::accepted(report, by)),
            fingerprint: finding.fingerprint(),
        }
    }
}

impl<'a> LentRemedy<'a> {
    /// The remedy, unless its text holds a secret: a masked edit would spoil the file.
    fn of(finding: &'a Reported, masks: &mut Masks<'a>) -> Option<Self> {
        let remedy = finding.remedy()?;
        if remedy.edits.iter().any(|edit| masks.hide(&edit.text)) {
            return None;
        }
        let edits = remedy.edits.iter().zip(finding.edit_regions());
        let edit = |(edit, region): (&'a crate::finding::Edit, &Region)| LentEdit {
            span: span::convert(*region),
            text: &edit.text,
        };
        Some(Self {
            asks: remedy.asks.as_deref(),
            edits: edits.map(edit).collect(),
        })
    }
}

impl From<Lent<'_>> for Finding {
    fn from(lent: Lent<'_>) -> Self {
        Self {
            control: lent.control.to_owned(),
            verdict: lent.verdict.to_owned(),
            subject: lent.subject.to_owned(),
            artifact: lent.artifact.map(str::to_owned),
            span: lent.span,
            related: lent.related,
            path: lent.path.map(str::to_owned),
            reason: lent.reason.map(str::to_owned),
            message: lent.message.to_owned(),
            evidence_tier: lent.evidence_tier.to_owned(),
            source_tool: lent.source_tool.to_owned(),
            remedy: lent.remedy.map(Remedy::from),
            unmended: lent.unmended.map(str::to_owned),
            accepted: lent.accepted,
            fingerprint: lent.fingerprint,
        }
    }
}

impl From<LentRemedy<'_>> for Remedy {
    fn from(lent: LentRemedy<'_>) -> Self {
        let edit = |edit: LentEdit<'_>| Edit {
            span: edit.span,
            text: edit.text.to_owned(),
        };
        Self {
            asks: lent.asks.map(str::to_owned),
            edits: lent.edits.into_iter().map(edit).collect(),
        }
    }
}
