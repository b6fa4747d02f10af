//! Decides `swarm-secrets-used`: credentials of services lie with the swarm.
//!
//! Services may need no credentials, so a swarm without secrets is no failure; one in a
//! service's environment is that of `environment-secret-free`.

use super::{Check, Decide, daemon_settings::given};
use crate::catalogue::swarm_secrets_used::{CONTROL, SECRETS_ABSENT};
use crate::facts::Daemon;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Swarm(decide),
};

fn decide(daemon: &Daemon) -> Verdict {
    given(&daemon.swarm.secrets, |count, place| {
        if *count > 0 {
            return Verdict::Pass(place);
        }
        Finding::new(SECRETS_ABSENT).at_any(place).leaves_unknown()
    })
}
