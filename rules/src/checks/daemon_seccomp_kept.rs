//! Decides `daemon-seccomp-kept`: containers get no more system calls than they need.

use super::{Check, Decide, daemon_settings::settled};
use crate::catalogue::daemon_seccomp_kept::{CONTROL, FILTER_OFF, FILTER_UNAVAILABLE};
use crate::facts::{Daemon, SystemCalls};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Daemon(decide),
};

fn decide(daemon: &Daemon) -> Verdict {
    let (calls, place) = match settled(&daemon.system_calls) {
        Ok(settled) => settled,
        Err(open) => return open,
    };
    match calls {
        SystemCalls::Builtin | SystemCalls::Profile(_) => Verdict::Pass(place),
        SystemCalls::Unconfined => Finding::new(FILTER_OFF).at_any(place).fails(),
        SystemCalls::Unfiltered => Finding::new(FILTER_UNAVAILABLE).at_any(place).fails(),
    }
}
