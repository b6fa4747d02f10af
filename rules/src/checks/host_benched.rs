//! Decides `host-benched`: docker-bench-security was run on each host, as far as its output was
//! given.

use super::{Check, Decide};
use crate::catalogue::host_benched::{CONTROL, RUN_MISSING, RUN_UNFINISHED};
use crate::facts::{Daemon, Machine};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::First(&[Decide::Machine(of_machine), Decide::Daemon(of_daemon)]),
};

fn of_machine(machine: &Machine) -> Verdict {
    match machine.bench {
        Some((true, place)) => Verdict::Pass(Some(place)),
        Some((false, place)) => Finding::new(RUN_UNFINISHED).at(place).leaves_unknown(),
        None => Finding::new(RUN_MISSING).leaves_unknown(),
    }
}

/// A daemon of which nothing shows the machine has no output beside it.
fn of_daemon(daemon: &Daemon) -> Verdict {
    if daemon.has_machine {
        Verdict::NotApplicable
    } else {
        Finding::new(RUN_MISSING).leaves_unknown()
    }
}
