//! Decides `kernel-confinement-available`: the kernel holds containers to a policy.

use super::{Check, Decide, daemon_settings::settled};
use crate::catalogue::kernel_confinement_available::{CONFINEMENT_ABSENT, CONTROL};
use crate::facts::Daemon;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Daemon(decide),
};

fn decide(daemon: &Daemon) -> Verdict {
    // A desktop program's virtual machine has neither, and it is not for its user to change.
    if daemon.desktop {
        return Verdict::NotApplicable;
    }
    let kinds = [&daemon.app_armor, &daemon.selinux];
    if let Some(kind) = kinds.into_iter().find(|kind| kind.value() == Some(&true)) {
        return Verdict::Pass(kind.evidence());
    }
    match kinds.map(settled) {
        [Ok((_, place)), Ok(_)] => Finding::new(CONFINEMENT_ABSENT).at_any(place).fails(),
        [Err(open), _] | [_, Err(open)] => open,
    }
}
