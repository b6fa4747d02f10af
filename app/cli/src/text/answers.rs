//! What became of people's answers to what no file tells.

use plimsoll_rules::Report;
use plimsoll_rules::policy::Answer;
use plimsoll_rules::report::{AttestationEffect, Attested};

use super::counted;
use crate::terminal::{DIM, GOOD, Page, WARNING, visible};

/// Adds a line an answer; those that settle nothing say why.
pub(super) fn write(page: &mut Page, report: &Report) {
    if report.attestations.is_empty() {
        return;
    }
    page.heading("Answers");
    for attested in &report.attestations {
        let (mark, style) = match attested.effect {
            AttestationEffect::Applied(_) => ("✓", GOOD),
            AttestationEffect::Decided
            | AttestationEffect::Expired
            | AttestationEffect::Early
            | AttestationEffect::Undated
            | AttestationEffect::Incomplete(_)
            | AttestationEffect::UnknownControl
            | AttestationEffect::UnknownSubject
            | AttestationEffect::OutOfScope => ("!", WARNING),
        };
        let first = format!("  {style}{mark}{style:#} ");
        page.wrapped(&first, "    ", &visible(&sentence(attested)));
        let given = &attested.attestation;
        if !given.evidence.is_empty() || !given.by.is_empty() {
            let day = given.on.map(|day| format!(", {day}")).unwrap_or_default();
            let words = format!("{} ({}{day})", given.evidence, given.by);
            page.styled("    ", "    ", DIM, &visible(&words));
        }
    }
}

fn sentence(
    Attested {
        attestation,
        effect,
    }: &Attested,
) -> String {
    let mut name = attestation.control.clone();
    if let Some(subject) = &attestation.subject {
        name = format!("{name} on {subject}");
    }
    let day = |day: Option<jiff::civil::Date>| {
        day.map_or_else(|| "no day".to_owned(), |day| day.to_string())
    };
    let (on, until) = (day(attestation.on), day(attestation.until));
    match effect {
        AttestationEffect::Applied(count) => {
            let settled = counted(*count, "question");
            let answer = match attestation.answer {
                Some(Answer::Holds) => "holds",
                Some(Answer::Fails) => "does not hold",
                Some(Answer::NotApplicable) => "does not concern what was given",
                None => "is answered",
            };
            format!("{name} {answer}, which settles {settled} until {until}.")
        }
        AttestationEffect::Decided => {
            format!("{name} is settled by files, and they stand.")
        }
        AttestationEffect::Expired => {
            format!("The answer to {name} ended on {until}: somebody has to look again.")
        }
        AttestationEffect::Early => {
            format!("The answer to {name} is of {on}, later than the report's day.")
        }
        AttestationEffect::Undated => {
            format!("The answer to {name} ends on {until}, and the report has no date.")
        }
        AttestationEffect::Incomplete(fields) => {
            let fields = fields.join(", ");
            format!("The answer to {name} lacks {fields} and settles nothing.")
        }
        AttestationEffect::UnknownControl => {
            format!("{name} is no control, so nothing is answered.")
        }
        AttestationEffect::UnknownSubject => {
            format!("The answer to {name} names a subject that is not there.")
        }
        AttestationEffect::OutOfScope => {
            format!("{name} is out of scope, so the answer to it settles nothing.")
        }
    }
}
