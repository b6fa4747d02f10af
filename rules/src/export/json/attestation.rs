//! A person's answers in the document.

use serde::{Deserialize, Serialize};

use crate::policy::Answer;
use crate::report::{AttestationEffect, Attested};

/// An answer of the policy to what no file tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attestation {
    /// The control it settles.
    pub control: String,
    /// Only for this subject, by id or name.
    pub subject: Option<String>,
    /// `holds`, `fails`, `not_applicable` or null.
    pub answer: Option<String>,
    /// Who answers.
    pub by: String,
    /// What the answer rests on.
    pub evidence: String,
    /// The day of the answer, as `YYYY-MM-DD`.
    pub on: Option<String>,
    /// The last day it holds, as `YYYY-MM-DD`.
    pub until: Option<String>,
    /// `applied`, `decided`, `expired`, `early`, `undated`, `incomplete`, `unknown_control`,
    /// `unknown_subject` or `out_of_scope`.
    pub effect: String,
    /// How many verdicts it settles.
    pub settles: usize,
}

/// One answer as the document has it.
pub(super) fn convert(
    Attested {
        attestation,
        effect,
    }: &Attested,
) -> Attestation {
    let (effect, settles) = match effect {
        AttestationEffect::Applied(count) => ("applied", *count),
        AttestationEffect::Decided => ("decided", 0),
        AttestationEffect::Expired => ("expired", 0),
        AttestationEffect::Early => ("early", 0),
        AttestationEffect::Undated => ("undated", 0),
        AttestationEffect::Incomplete(_) => ("incomplete", 0),
        AttestationEffect::UnknownControl => ("unknown_control", 0),
        AttestationEffect::UnknownSubject => ("unknown_subject", 0),
        AttestationEffect::OutOfScope => ("out_of_scope", 0),
    };
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
    Attestation {
        control: attestation.control.clone(),
        subject: attestation.subject.clone(),
        answer: attestation.answer.map(|it| Answer::word(it).to_owned()),
        by: attestation.by.clone(),
        evidence: attestation.evidence.clone(),
        on: day(attestation.on),
        until: day(attestation.until),
        effect: effect.to_owned(),
        settles,
    }
}
