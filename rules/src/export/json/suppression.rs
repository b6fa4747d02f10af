//! The comments of the document that accept failures.

use serde::{Deserialize, Serialize};

use super::span::{self, Span};
use crate::model::suppression::Names;
use crate::report::Suppressed;

/// A comment in a file that accepts failures there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suppression {
    /// The file it stands in.
    pub artifact: String,
    /// Where it stands.
    pub span: Span,
    /// The tool it speaks to: `hadolint`, `buildkit`, `trivy`, `checkov`, `kics`, `semgrep` or
    /// `plimsoll`.
    pub tool: String,
    /// Which of the tool's rules it means: `only` those named, `all_but` them, or `every` one.
    pub rules: String,
    /// The rules it names.
    pub names: Vec<String>,
    /// Those of them that lead to no control.
    pub unknown_names: Vec<String>,
    /// Who answers for it.
    pub owner: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// The last day it holds, as `YYYY-MM-DD`.
    pub expires: Option<String>,
    /// `applied`, `expired`, `undated`, `incomplete`, `unknown_control`, `unmatched` or `unheard`.
    pub effect: String,
    /// The same in whole sentences, with what it lacks.
    pub outcome: String,
    /// How many failures it accepts.
    pub accepts: usize,
}

/// One comment as the document has it.
pub(super) fn convert(told: &Suppressed) -> Suppression {
    let comment = &told.suppression;
    let rules = match comment.names {
        Names::Every => "every",
        Names::Only(_) => "only",
        Names::AllBut(_) => "all_but",
    };
    Suppression {
        artifact: told.artifact.to_string(),
        span: span::convert(told.region),
        tool: comment.tool.word().to_owned(),
        rules: rules.to_owned(),
        names: comment.names.written().to_vec(),
        unknown_names: told.unknown.clone(),
        owner: comment.owner.clone(),
        reason: comment.reason.clone(),
        expires: comment.expires.map(|day| day.to_string()),
        effect: told.effect.word().to_owned(),
        outcome: told.outcome(),
        accepts: told.effect.accepts(),
    }
}
