//! Decides `swarm-certificates-short`: a stolen certificate is soon worth nothing.

use super::{Check, Decide, daemon_settings::settled};
use crate::catalogue::swarm_certificates_short::{CERTIFICATES_LONG, CONTROL};
use crate::facts::Daemon;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Swarm(decide),
};

/// 90 days, as swarms have it by themselves.
const MOST: u64 = 2160;

fn decide(daemon: &Daemon) -> Result<Verdict, Verdict> {
    let (hours, place) = settled(&daemon.swarm.certificate_hours)?;
    if *hours <= MOST {
        return Ok(Verdict::Pass(place));
    }
    let finding = Finding::new(CERTIFICATES_LONG).with("days", hours.div_ceil(24));
    Ok(finding.at_any(place).fails())
}
