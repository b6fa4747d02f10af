//! What became of a person's answers.

use super::Reported;
use crate::finding::Outcome;
use crate::policy::Attestation;

/// An answer of the policy and what became of it.
#[derive(Clone, Debug)]
pub struct Attested {
    /// The answer as given.
    pub attestation: Attestation,
    /// Its effect on this report.
    pub effect: AttestationEffect,
}

/// What an answer does in one report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AttestationEffect {
    /// It settles this many verdicts.
    Applied(usize),
    /// Files settle all that it speaks of, and they stand.
    Decided,
    /// Its last day has passed.
    Expired,
    /// It was given on a later day than the report's.
    Early,
    /// Its days cannot be compared, because no date was given for the report.
    Undated,
    /// It lacks these fields, so it settles nothing.
    Incomplete(Vec<&'static str>),
    /// It names no control of the catalogue.
    UnknownControl,
    /// It names a subject that is not among those judged.
    UnknownSubject,
    /// It speaks of nothing that the report is about.
    OutOfScope,
}

impl Reported {
    /// Whether a person may settle it: what could not be read has to be mended, not answered.
    pub fn is_open_to_answers(&self) -> bool {
        let is_broken = self
            .reason
            .is_some_and(|reason| matches!(reason.key, "value_unreadable" | "part_unread"));
        self.outcome == Outcome::Unknown && !is_broken
    }
}
