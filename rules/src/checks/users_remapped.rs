//! Decides `users-remapped`: root in a container is nobody on the host.

use super::{Check, Decide, daemon_settings::switch, unsettled};
use crate::catalogue::users_remapped::{CONTROL, USERS_UNMAPPED, USERS_UNMAPPED_BY_DEFAULT};
use crate::facts::{Daemon, Fact};
use crate::finding::Verdict;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Daemon(decide),
};

fn decide(daemon: &Daemon) -> Verdict {
    // A rootless daemon has all its containers in a user namespace, whatever the setting says.
    if let (Some(true), place) = (daemon.rootless.value(), daemon.rootless.evidence()) {
        return Verdict::Pass(place);
    }
    match switch(
        &daemon.users_remapped,
        true,
        USERS_UNMAPPED,
        USERS_UNMAPPED_BY_DEFAULT,
    ) {
        Verdict::Fail(findings) => match &daemon.rootless {
            Fact::Unknown(open) => unsettled::unseen(open),
            Fact::Stated { .. } | Fact::Default(_) => Verdict::Fail(findings),
        },
        verdict => verdict,
    }
}
