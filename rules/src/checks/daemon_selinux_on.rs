//! Decides `daemon-selinux-on`: where the host has `SELinux`, containers are labelled for it.
//!
//! A kernel runs one of the two, so a host with `AppArmor` has nothing to label for.

use super::{Check, Decide, daemon_settings::settled};
use crate::catalogue::daemon_selinux_on::{CONTROL, HOST_UNSEEN, LABELS_OFF};
use crate::facts::Daemon;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Daemon(decide),
};

fn decide(daemon: &Daemon) -> Verdict {
    // What the daemon prints is in force; what it was told may be in vain.
    let place = match (settled(&daemon.selinux), settled(&daemon.labels_asked)) {
        (Ok((true, place)), _) | (Err(_), Ok((true, place))) => return Verdict::Pass(place),
        (Ok((false, place)), _) | (Err(_), Ok((false, place))) => place,
        (Err(open), Err(_)) => return open,
    };
    match daemon.app_armor.value() {
        Some(true) => Verdict::NotApplicable,
        Some(false) => Finding::new(LABELS_OFF).at_any(place).fails(),
        None => Finding::new(HOST_UNSEEN).at_any(place).leaves_unknown(),
    }
}
