//! Decides `volumes-outside-system`: no volume is declared over a directory of the kernel.

use super::working_directory::lies_in;
use super::{Check, Decide, unsettled, volumes};
use crate::catalogue::volumes_outside_system::{CONTROL, PATH_UNRESOLVED, SYSTEM_DIRECTORY};
use crate::facts::Build;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

const SYSTEM: [&str; 3] = ["/dev", "/proc", "/sys"];

fn decide(build: &Build<'_>) -> Verdict {
    let is_system = |path: &str| path == "/" || SYSTEM.iter().any(|folder| lies_in(path, folder));
    let found = volumes::shipped(build, is_system);
    let failures = found.named.into_iter().map(|named| {
        let finding = Finding::new(SYSTEM_DIRECTORY).with("path", &named.path);
        named.finding(finding, "Confirm that the program keeps nothing there.")
    });
    let failures = failures.collect();
    let unknown = unsettled::findings(&found.unknown, PATH_UNRESOLVED);
    Verdict::over(found.is_concerned, failures, unknown)
}
