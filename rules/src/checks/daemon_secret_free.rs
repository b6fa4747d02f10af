//! Decides `daemon-secret-free`: nobody learns a credential from the daemon's settings.
//!
//! The setting's name is told and never its value.

use super::{Check, Decide, unsettled};
use crate::catalogue::daemon_secret_free::{CONTROL, CREDENTIAL_STATED};
use crate::facts::Daemon;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Daemon(decide),
};

fn decide(daemon: &Daemon) -> Verdict {
    let listed = &daemon.secrets;
    let failures = listed.items.iter().map(|it| {
        Finding::new(CREDENTIAL_STATED)
            .with("setting", &it.value)
            .at(it.evidence)
    });
    Verdict::of_lists(failures.collect(), unsettled::unseen_all(&listed.unknown))
}
