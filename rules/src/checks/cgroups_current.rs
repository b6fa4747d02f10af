//! Decides `cgroups-current`: limits bind all that a container uses.

use super::{Check, Decide, daemon_settings::settled};
use crate::catalogue::cgroups_current::{CONTROL, VERSION_OLD};
use crate::facts::Daemon;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Daemon(decide),
};

fn decide(daemon: &Daemon) -> Verdict {
    match settled(&daemon.cgroup_version) {
        Ok((version @ 1, place)) => Finding::new(VERSION_OLD)
            .with("version", version)
            .at_any(place)
            .fails(),
        Ok((_, place)) => Verdict::Pass(place),
        Err(open) => open,
    }
}
