//! Decides `swarm-secrets-used`: credentials of services lie with the swarm.
//!
//! Services may need no credentials, so a swarm without secrets is no failure; one in a
//! service's environment is that of `environment-secret-free`.

use super::{
    Check, Decide,
    daemon_settings::{either, in_swarm, settled},
};
use crate::catalogue::swarm_secrets_used::{CONTROL, SECRETS_ABSENT};
use crate::facts::Daemon;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Daemon(decide),
};

fn decide(daemon: &Daemon) -> Verdict {
    either(judge(daemon))
}

fn judge(daemon: &Daemon) -> Result<Verdict, Verdict> {
    in_swarm(daemon)?;
    let (count, place) = settled(&daemon.swarm.secrets)?;
    if *count > 0 {
        return Ok(Verdict::Pass(place));
    }
    Ok(Finding::new(SECRETS_ABSENT).at_any(place).leaves_unknown())
}
