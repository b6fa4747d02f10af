//! Decides `swarm-certificates-short`: a stolen certificate is soon worth nothing.

use super::{Check, Decide, daemon_settings::given};
use crate::catalogue::swarm_certificates_short::{CERTIFICATES_LONG, CONTROL};
use crate::facts::Daemon;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Swarm(decide),
};

/// 90 days, as swarms have it by themselves.
const MOST: u64 = 2160;

fn decide(daemon: &Daemon) -> Verdict {
    given(&daemon.swarm.certificate_hours, |hours, place| {
        if *hours <= MOST {
            return Verdict::Pass(place);
        }
        let finding = Finding::new(CERTIFICATES_LONG).with("days", hours.div_ceil(24));
        finding.at_any(place).fails()
    })
}
