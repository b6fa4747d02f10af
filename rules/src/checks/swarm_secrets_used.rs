//! Decides `swarm-secrets-used`: credentials of services lie with the swarm.
//!
//! Services may need no credentials, so a swarm without secrets is no failure; one in a
//! service's environment is that of `environment-secret-free`.

use super::{Check, Decide, daemon_settings::settled};
use crate::catalogue::swarm_secrets_used::{CONTROL, SECRETS_ABSENT};
use crate::facts::Daemon;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Swarm(decide),
};

fn decide(daemon: &Daemon) -> Result<Verdict, Verdict> {
    let (count, place) = settled(&daemon.swarm.secrets)?;
    if *count > 0 {
        return Ok(Verdict::Pass(place));
    }
    Ok(Finding::new(SECRETS_ABSENT).at_any(place).leaves_unknown())
}
