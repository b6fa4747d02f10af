//! The findings of the document.

use serde::{Deserialize, Serialize};

use super::span::Span;
use crate::report::{Acceptance, Report};

/// A verdict on one subject.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The control's id.
    pub control: String,
    /// `fail`, `unknown`, `pass` or `not_applicable`.
    pub verdict: String,
    /// The subject's id.
    pub subject: String,
    /// The file that shows it, as given.
    pub artifact: Option<String>,
    /// Where in that file.
    pub span: Option<Span>,
    /// Further places in that file that the matter is about, e.g. what was there first.
    #[serde(default)]
    pub related: Vec<Span>,
    /// Where in a JSON file, e.g. `[0].HostConfig.Privileged`.
    pub path: Option<String>,
    /// Which of the control's reasons; null for a pass and for another tool's word.
    pub reason: Option<String>,
    /// The reason as a sentence.
    pub message: String,
    /// `own`, `imported` or `attested`.
    pub evidence_tier: String,
    /// Who says it.
    pub source_tool: String,
    /// The change of the file that would mend it; null where none is known, or where it would
    /// repeat a secret.
    #[serde(default)]
    pub remedy: Option<Remedy>,
    /// Why there is no such change, where somebody could expect one; left out otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unmended: Option<String>,
    /// What accepted it, or null.
    pub accepted: Option<Accepted>,
    /// Equal for the same finding in another run.
    pub fingerprint: String,
}

/// A change that mends a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remedy {
    /// What to confirm or to fill in first; null where a working build and container stay as
    /// they are.
    pub asks: Option<String>,
    /// The edits of the finding's file, in the order of their places; all of them together.
    pub edits: Vec<Edit>,
}

/// One replacement in a file's text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// What is taken out. It ends where it starts for an insertion, and at the first column of
    /// a line where it takes the break of the line before.
    pub span: Span,
    /// What stands there afterwards; a line feed in it stands for the file's own line break.
    pub text: String,
}

/// What accepted a failure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accepted {
    /// `waiver` or `comment`.
    pub by: String,
    /// The tool whose comment it is; null for a waiver.
    pub tool: Option<String>,
    /// Who answers for it.
    pub owner: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// The last day it holds, as `YYYY-MM-DD`.
    pub expires: Option<String>,
}

/// What accepted a failure, as the document has it.
pub(super) fn accepted(report: &Report, by: &Acceptance) -> Option<Accepted> {
    match by {
        Acceptance::Waiver(index) => {
            let waiver = &report.waivers.get(*index)?.waiver;
            Some(Accepted {
                by: "waiver".to_owned(),
                tool: None,
                owner: Some(waiver.owner.clone()),
                reason: Some(waiver.reason.clone()),
                expires: waiver.expires.map(|day| day.to_string()),
            })
        }
        Acceptance::Comment(index) => {
            let comment = &report.suppressions.get(*index)?.suppression;
            Some(Accepted {
                by: "comment".to_owned(),
                tool: Some(comment.tool.word().to_owned()),
                owner: comment.owner.clone(),
                reason: comment.reason.clone(),
                expires: comment.expires.map(|day| day.to_string()),
            })
        }
    }
}
