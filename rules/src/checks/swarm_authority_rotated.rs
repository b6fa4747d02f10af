//! Decides `swarm-authority-rotated`: an old copy of the root key makes no nodes.

use super::{
    Check, Decide,
    ages::{YEAR, age},
    daemon_settings::given,
};
use crate::catalogue::swarm_authority_rotated::{AGE_UNCOUNTED, AUTHORITY_OLD, CONTROL};
use crate::facts::Daemon;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Swarm(decide),
};

fn decide(daemon: &Daemon) -> Verdict {
    given(&daemon.swarm.root_since, |since, place| {
        match age(*since, daemon.today) {
            Some(..=YEAR) => Verdict::Pass(place),
            Some(days) => {
                let finding = Finding::new(AUTHORITY_OLD)
                    .with("day", since)
                    .with("days", days);
                finding.at_any(place).fails()
            }
            None => {
                let finding = Finding::new(AGE_UNCOUNTED).with("day", since);
                finding.at_any(place).leaves_unknown()
            }
        }
    })
}
