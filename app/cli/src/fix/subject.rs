//! Mending one subject.

use plimsoll_rules::remedy::{Fate, Hardening, harden};
use plimsoll_rules::report::{Judged, Report};
use plimsoll_rules::{Artifact, Policy, assess};

/// Subjects named where none was meant.
const NAMED: usize = 8;

/// Composes the remedies of the subject that is called so.
///
/// # Errors
/// A sentence, where the name is of no subject or of several.
pub(super) fn harden_named(
    artifacts: &[Artifact],
    policy: &Policy,
    name: &str,
    is_confirmed: bool,
) -> Result<Hardening, String> {
    let report = assess(artifacts, policy);
    let subject = find(&report, name)?;
    harden(artifacts, policy, &report, &subject.id, &|_| is_confirmed)
        .ok_or_else(|| format!("no subject is called {name}"))
}

fn find<'a>(report: &'a Report, name: &str) -> Result<&'a Judged, String> {
    let name = name.trim();
    if let Some(subject) = report.subject(name) {
        return Ok(subject);
    }
    let named = report.subjects.iter().filter(|it| it.name == name);
    let named: Vec<&Judged> = named.collect();
    if let [only] = named.as_slice() {
        return Ok(only);
    }
    let (what, among): (_, Vec<&Judged>) = if named.is_empty() {
        ("no subject is", report.subjects.iter().collect())
    } else {
        ("several subjects are", named)
    };
    let ids: Vec<&str> = among.iter().take(NAMED).map(|it| &*it.id).collect();
    let more = among.len().saturating_sub(NAMED);
    let more = if more == 0 {
        String::new()
    } else {
        format!(", and {more} more")
    };
    Err(format!(
        "{what} called {name}; there are {}{more}",
        ids.join(", ")
    ))
}

/// What is to be confirmed of the changes that are made, a line each.
pub(super) fn caveats(hardening: &Hardening) -> Vec<String> {
    let is_mended = |id: &str| {
        let mut causes = hardening.causes.iter().filter(|it| it.control.id == id);
        causes.any(|it| it.failures.iter().any(|(_, fate)| *fate == Fate::Mended))
    };
    let mut told: Vec<String> = Vec::new();
    let caveats = hardening.caveats.iter().filter(|it| it.is_confirmed);
    for (control, asks) in caveats.flat_map(|caveat| &caveat.asked) {
        if is_mended(control.id) {
            told.push(format!("{}: {asks}", control.id));
        }
    }
    told
}
