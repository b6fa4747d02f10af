//! Decides `docker-data-mounted-apart`: images and containers cannot fill the system's disk.
//!
//! A mount of the folder or of one above it does, save for `/` and `/var`, which the system
//! itself fills.

use super::{Check, Decide, unsettled};
use crate::catalogue::docker_data_mounted_apart::{CONTROL, MOUNT_SHARED};
use crate::facts::{Fact, Machine, Stated};
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
    let mut apart = None;
    for folder in folders {
        match mount_of(folder, mounts) {
            Some(mount) if !matches!(mount.value.as_str(), "/" | "/var") => {
                apart = apart.or(Some(mount.evidence));
            }
            mount => {
                let point = mount.map_or("/", |mount| mount.value.as_str());
                let finding = Finding::new(MOUNT_SHARED)
                    .with("folder", folder)
                    .with("mount", point);
                failures.push(finding.at_any(mount.map(|mount| mount.evidence)));
            }
        }
    }
    match Verdict::over(!folders.is_empty(), failures, Vec::new()) {
        Verdict::Pass(_) => Verdict::Pass(apart),
        verdict => verdict,
    }
}

/// The mount that a folder lies on: the longest path among those above it, and of several at
/// one place the last, which hides the others.
fn mount_of<'m>(folder: &str, mounts: &'m [Stated<String>]) -> Option<&'m Stated<String>> {
    let folder = folder.trim_end_matches('/');
    let above = mounts.iter().filter(|mount| {
        let mount = mount.value.trim_end_matches('/');
        let rest = folder.strip_prefix(mount);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    });
    above.max_by_key(|mount| mount.value.trim_end_matches('/').len())
}
