//! The files of the document.

use serde::{Deserialize, Serialize};

use super::span::{self, Span};
use crate::artifact::Effect;
use crate::report::{self, Located};

/// A file that was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// As given, with `/` between folders.
    pub name: String,
    /// What it was taken for, e.g. `dockerfile`.
    pub kind: String,
    /// Why.
    pub reason: String,
    /// `checked`, `recognised` (named, not yet checked) or `not_docker`.
    pub support: String,
    /// Its size as given.
    pub bytes: usize,
    /// Of its bytes as given, in lower-case hex.
    pub sha256: String,
    /// What could not be read, or only with a reservation.
    pub problems: Vec<Problem>,
    /// The bundle it was a part of; null for a file that was given by itself.
    #[serde(default)]
    pub part_of: Option<String>,
}

/// Something about a file that could not be read, or only with a reservation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// `note`, `partial` or `unreadable`.
    pub effect: String,
    /// One sentence.
    pub message: String,
    /// Where; null for the whole file.
    pub span: Option<Span>,
}

/// One file as the document has it.
pub(super) fn convert(input: &report::Input) -> Input {
    Input {
        name: input.name.to_string(),
        kind: input.kind.id().to_owned(),
        reason: input.reason.clone(),
        support: input.kind.support().word().to_owned(),
        bytes: input.bytes,
        sha256: input.sha256.to_string(),
        problems: input.problems.iter().map(problem).collect(),
        part_of: input.part_of.as_ref().map(ToString::to_string),
    }
}

fn problem(located: &Located) -> Problem {
    let effect = match located.problem.effect {
        Effect::Note => "note",
        Effect::Partial => "partial",
        Effect::Unreadable => "unreadable",
    };
    Problem {
        effect: effect.to_owned(),
        message: located.problem.message.clone(),
        span: located.region.map(span::convert),
    }
}
