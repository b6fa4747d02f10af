//! Decides `volumes-outside-system`: no volume is declared over a directory of the kernel.

use super::working_directory::lies_in;
use super::{Check, Decide, unsettled, volumes};
use crate::catalogue::volumes_outside_system::{
    CONTROL, HOST_SIDE_NAMED, PATH_UNRESOLVED, SYSTEM_DIRECTORY,
};
use crate::facts::Build;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

const SYSTEM: [&str; 3] = ["/dev", "/proc", "/sys"];

fn decide(build: &Build<'_>) -> Verdict {
    let is_system =
        |path: &&String| *path == "/" || SYSTEM.iter().any(|folder| lies_in(path, folder));
    let found = volumes::shipped(build, |parts| {
        let system = parts.iter().find(is_system).cloned();
        system.or_else(|| is_mount(parts).then(|| parts.join(":")))
    });
    let failures = found.named.into_iter().map(|named| {
        if named.path.contains(':') {
            let finding = Finding::new(HOST_SIDE_NAMED).with("path", &named.path);
            return finding.at(named.step.at(named.word.span));
        }
        let finding = Finding::new(SYSTEM_DIRECTORY).with("path", &named.path);
        named.finding(finding, "Confirm that the program keeps nothing there.")
    });
    let failures = failures.collect();
    let unknown = unsettled::findings(&found.unknown, PATH_UNRESOLVED);
    Verdict::over(found.is_concerned, failures, unknown)
}

/// Whether a word is written as a mount; the colon behind a drive of Windows is none of one.
fn is_mount(parts: &[String]) -> bool {
    matches!(parts, [host, path, ..] if host.len() > 1 && path.starts_with('/'))
}
