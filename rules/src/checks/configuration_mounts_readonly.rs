//! Decides `configuration-mounts-readonly`: no container writes to the settings and certificates
//! that its host hands to it.
//!
//! Files are known by their endings. Folders may hold anything, and JSON is where programs keep
//! what they find out themselves, so neither counts.

use super::{Check, Decide, host_mounts};
use crate::catalogue::configuration_mounts_readonly::{CONTROL, FILE_WRITABLE, MOUNT_UNRESOLVED};
use crate::catalogue::host_system_unwritable;
use crate::facts::{Mount, MountKind, Runtime};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Mended(&Decide::Runtime(decide), host_mounts::read_only),
};

/// Endings of files that are written by people and read by programs.
const ENDINGS: [&str; 16] = [
    "cer",
    "cfg",
    "cnf",
    "conf",
    "config",
    "crt",
    "env",
    "ini",
    "key",
    "pem",
    "properties",
    "template",
    "toml",
    "tmpl",
    "yaml",
    "yml",
];

fn decide(runtime: &Runtime) -> Verdict {
    let settled = runtime
        .mounts
        .items
        .iter()
        .filter(|it| hands_over(&it.value));
    let (mut is_concerned, mut gives_host_away) = (false, false);
    let mut failures = Vec::new();
    for mount in settled {
        is_concerned = true;
        // Where writing is as good as root, that is another control's matter.
        if mount.value.gives_host_away() {
            gives_host_away = true;
        } else if !mount.value.read_only {
            failures.push(host_mounts::of_mount(FILE_WRITABLE, mount));
        }
    }
    let mut unknown = Vec::new();
    for mount in &runtime.open_mounts {
        let target = mount.value.target.as_str();
        if !target.is_empty() && !is_configuration(target) {
            continue;
        }
        is_concerned = true;
        let unsettled =
            || Finding::new(MOUNT_UNRESOLVED).with("target", host_mounts::place(target));
        match mount.value.read_only {
            Some(true) => {}
            Some(false) if !target.is_empty() => {
                let finding = Finding::new(FILE_WRITABLE)
                    .with("source", &mount.value.written)
                    .with("target", target);
                failures.push(finding.at(mount.evidence));
            }
            Some(false) | None => unknown.push(unsettled().at(mount.evidence)),
        }
    }
    Verdict::over(is_concerned, failures, unknown)
        .covered_by(&host_system_unwritable::CONTROL, gives_host_away)
}

/// Whether the host hands a file of settings to the container.
fn hands_over(mount: &Mount) -> bool {
    mount.kind == MountKind::Bind
        && (is_configuration(&mount.target) || is_configuration(&mount.source))
}

fn is_configuration(path: &str) -> bool {
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
    let ending = name
        .rsplit_once('.')
        .map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}
