//! Decides `daemon-rootless`: who breaks out of a container is no root.
//!
//! A daemon of root's is what most hosts need, so that is no failure: a person says whether
//! rootless mode would have done.

use super::{Check, Decide, daemon_settings::settled};
use crate::catalogue::daemon_rootless::{CONTROL, ROOT_UNDECIDED};
use crate::facts::Daemon;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Daemon(decide),
};

fn decide(daemon: &Daemon) -> Verdict {
    match settled(&daemon.rootless) {
        Ok((true, place)) => Verdict::Pass(place),
        Ok((false, place)) => Finding::new(ROOT_UNDECIDED).at_any(place).leaves_unknown(),
        Err(open) => open,
    }
}
