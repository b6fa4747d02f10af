//! Decides `swarm-managers-odd`: managers can decide by majority, whatever is lost.
//!
//! A single manager is an odd number; what hangs on it is the matter of
//! `swarm-managers-redundant`.

use super::{Check, Decide, daemon_settings::given};
use crate::catalogue::swarm_managers_odd::{CONTROL, MANAGERS_EVEN, MANAGERS_MANY};
use crate::facts::Daemon;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Swarm(decide),
};

/// More than this make a swarm slower and no safer.
const MOST: u64 = 7;

fn decide(daemon: &Daemon) -> Verdict {
    given(&daemon.swarm.managers, |count, place| {
        let reason = if count % 2 == 0 {
            MANAGERS_EVEN
        } else if *count > MOST {
            MANAGERS_MANY
        } else {
            return Verdict::Pass(place);
        };
        let finding = Finding::new(reason).with("count", count);
        finding.at_any(place).fails()
    })
}
