//! Decides `daemon-warnings-heeded`: what the daemon says of itself is heard.

use super::{Check, Decide, unsettled};
use crate::catalogue::daemon_warnings_heeded::{CONTROL, WARNING_GIVEN};
use crate::facts::Daemon;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Daemon(decide),
};

fn decide(daemon: &Daemon) -> Verdict {
    let warnings = &daemon.warnings;
    // An open API has a control of its own.
    let is_told = |place| {
        daemon
            .interface
            .open
            .items
            .iter()
            .any(|it| it.evidence == place)
    };
    let own = warnings.items.iter().filter(|it| !is_told(it.evidence));
    let failures = own.map(|it| {
        let text = it.value.trim().trim_start_matches("WARNING:");
        Finding::new(WARNING_GIVEN)
            .with("warning", text.trim().trim_end_matches('.'))
            .at(it.evidence)
    });
    Verdict::of_lists(failures.collect(), unsettled::unseen_all(&warnings.unknown))
}
