//! What controls on a machine's files share: each file that is there is judged, one that is
//! not does not concern the control.

use super::unsettled;
use crate::catalogue::Reason;
use crate::facts::{HostFile, Machine, Need, Record, Sighting, Unknown};
use crate::finding::{Evidence, Finding, Verdict};

/// What shows a machine.
pub(super) const BUNDLE: &str = "a bundle that the collector made on the host";

/// A file is there, or may be, and its folder is closed to whoever collected.
static FILE_HIDDEN: Reason = Reason {
    key: "file_hidden",
    text: "What lies at {path} was not to be seen; this would show it: {source}.",
    arguments: &["path", "source"],
};

/// The verdict over every file of this kind.
pub(super) fn each(
    machine: &Machine,
    file: HostFile,
    judge: impl Fn(&Record) -> Verdict,
) -> Verdict {
    if machine.desktop {
        return Verdict::NotApplicable;
    }
    let Some(sightings) = machine.seen(file) else {
        return nobody_looked();
    };
    let mut failures = Vec::new();
    let mut unknown = Vec::new();
    let mut held: Option<Option<Evidence>> = None;
    for sighting in sightings {
        match sighting {
            Sighting::Present(record) => match judge(record) {
                Verdict::Pass(evidence) => held = held.or(Some(evidence)),
                Verdict::Fail(findings) => failures.extend(findings),
                Verdict::Unknown(findings) => unknown.extend(findings),
                Verdict::Covered(_) | Verdict::NotApplicable => {}
            },
            Sighting::Hidden(path, why) => unknown.push(
                Finding::new(&FILE_HIDDEN)
                    .with("path", path)
                    .with("source", why.needs.describe())
                    .at_any(why.evidence),
            ),
            Sighting::Absent(..) => {}
        }
    }
    match Verdict::over(held.is_some(), failures, unknown) {
        Verdict::Pass(_) => Verdict::Pass(held.flatten()),
        verdict => verdict,
    }
}

/// The verdict where the machine was not looked at.
pub(super) fn nobody_looked() -> Verdict {
    unsettled::unseen(&Unknown {
        needs: Need::Source(BUNDLE),
        evidence: None,
    })
}
