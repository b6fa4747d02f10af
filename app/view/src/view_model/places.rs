//! Where a finding is, in the few words a row has room for.

use std::fmt::Write as _;

use plimsoll_rules::report::{Report, Reported};

use crate::words::{count, visible};

/// `compose.yaml:41 · traefik`, or as much of it as is known.
pub(super) fn place(report: &Report, finding: &Reported) -> String {
    let subject = report
        .subject(&finding.subject)
        .map_or(&*finding.subject, |it| &*it.name);
    let subject = &*visible(subject);
    match location(finding) {
        Some(location) if location.starts_with(subject) => location,
        Some(location) if !subject.is_empty() => format!("{location} · {subject}"),
        Some(location) => location,
        None => subject.to_owned(),
    }
}

/// `compose.yaml:41`, and the further lines that the matter is about.
pub(super) fn location(finding: &Reported) -> Option<String> {
    let artifact = visible(finding.artifact.as_deref()?);
    Some(match finding.region {
        Some(region) => {
            let mut place = format!("{artifact}:{}", region.start.line);
            for related in finding.related() {
                let _ = write!(place, ", see line {}", related.start.line);
            }
            place
        }
        None => artifact,
    })
}

/// The one place, or how many there are.
pub(super) fn summary(report: &Report, findings: &[&Reported]) -> String {
    match findings {
        [] => String::new(),
        [only] => place(report, only),
        several => count(several.len(), "place", "places"),
    }
}
