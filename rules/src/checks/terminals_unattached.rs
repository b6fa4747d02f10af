//! Decides `terminals-unattached`: a service does not wait for somebody at a terminal.

use super::{Check, Decide, service_edits, unsettled};
use crate::catalogue::terminals_unattached::{CONTROL, TERMINAL_ATTACHED, VALUE_UNRESOLVED};
use crate::facts::{Composed, Fact};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Mended(&Decide::Service(decide), mend),
};

fn decide(composed: Composed<'_>) -> Verdict {
    let flag = |key: &str| {
        let stated = composed.service.field(&[key]).boolean();
        composed.fact_or(stated, false, |value| *value)
    };
    let (input, terminal) = (flag("stdin_open"), flag("tty"));
    if is_for_development(composed) {
        return Verdict::NotApplicable;
    }
    match (input, terminal) {
        (Fact::Stated { value: false, .. } | Fact::Default(_), _)
        | (_, Fact::Stated { value: false, .. } | Fact::Default(_)) => Verdict::Pass(None),
        (Fact::Unknown(open), _) | (_, Fact::Unknown(open)) => {
            unsettled::verdict(&open, VALUE_UNRESOLVED)
        }
        (
            Fact::Stated {
                evidence: input, ..
            },
            Fact::Stated { evidence, .. },
        ) => {
            let finding = Finding::new(TERMINAL_ATTACHED).at(evidence);
            match input.span {
                Some(span) if input.artifact == evidence.artifact => finding.beside(span),
                Some(_) | None => finding,
            }
            .fails()
        }
    }
}

fn mend(finding: Finding, service: Composed<'_>) -> Finding {
    service_edits::mended(
        finding,
        service,
        "Make sure that nobody attaches to the service, and that it runs without a prompt.",
        |site| {
            let mut edits = site.without(&["stdin_open"])?;
            edits.extend(site.without(&["tty"])?);
            Ok(edits)
        },
    )
}

/// Whether only a profile for people who work on the service starts it.
fn is_for_development(composed: Composed<'_>) -> bool {
    let profiles = composed.service.profiles();
    let is_of_work = |profile: &String| {
        let profile = profile.to_ascii_lowercase();
        profile.contains("dev") || profile.contains("debug")
    };
    let mut stated = profiles.iter().filter_map(|profile| profile.value());
    stated.any(is_of_work)
}
