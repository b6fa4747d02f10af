//! Decides `docker-data-mounted-apart`: images and containers cannot fill the system's disk.
//!
//! A mount of the folder or of one above it does, save for `/` and `/var`, which the system
//! itself fills.

use super::{Check, Decide, unsettled};
use crate::catalogue::docker_data_mounted_apart::{CONTROL, MOUNT_SHARED};
use crate::facts::{Fact, Machine};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Machine(decide),
};

fn decide(machine: &Machine) -> Verdict {
    if machine.desktop {
        return Verdict::NotApplicable;
    }
    let folders = match &machine.data_folders {
        Fact::Stated { value, .. } | Fact::Default(value) => value,
        Fact::Unknown(unknown) => return unsettled::unseen(unknown),
    };
    let mounts = match &machine.mount_points {
        Fact::Stated { value, .. } | Fact::Default(value) => value,
        Fact::Unknown(unknown) => return unsettled::unseen(unknown),
    };
    let mut failures = Vec::new();
    for folder in folders {
        let mount = mount_of(folder, mounts);
        if matches!(mount, "/" | "/var") {
            let finding = Finding::new(MOUNT_SHARED)
                .with("folder", folder)
                .with("mount", mount)
                .at_any(machine.mount_points.evidence());
            failures.push(finding);
        }
    }
    match Verdict::over(!folders.is_empty(), failures, Vec::new()) {
        Verdict::Pass(_) => Verdict::Pass(machine.mount_points.evidence()),
        verdict => verdict,
    }
}

/// The mount that a folder lies on: the longest path among those above it.
fn mount_of<'m>(folder: &str, mounts: &'m [String]) -> &'m str {
    let folder = folder.trim_end_matches('/');
    let above = mounts.iter().filter(|mount| {
        let mount = mount.trim_end_matches('/');
        folder
            .strip_prefix(mount)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    });
    above.max_by_key(|mount| mount.len()).map_or("/", |it| it)
}
