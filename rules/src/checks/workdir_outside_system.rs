//! Decides `workdir-outside-system`: the working directory is no directory of the kernel.

use super::{Check, Decide, unsettled, working_directory};
use crate::catalogue::workdir_outside_system::{CONTROL, PATH_UNRESOLVED, SYSTEM_DIRECTORY};
use crate::facts::Build;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Build(decide),
};

const SYSTEM: [&str; 6] = ["/proc", "/sys", "/boot", "/dev", "/initrd", "/lost+found"];

/// Memory that programs share as files; they may work there.
const SHARED_MEMORY: &str = "/dev/shm";

fn decide(build: &Build<'_>) -> Verdict {
    let mut failures = Vec::new();
    let mut unknown = Vec::new();
    let all = working_directory::all(build);
    let shipped: Vec<_> = all.iter().filter(|led| led.step.ships()).collect();
    for led in &shipped {
        match &led.path {
            Ok(path) if is_system(path) => failures.push(
                Finding::new(SYSTEM_DIRECTORY)
                    .with("path", path)
                    .at(led.step.at(led.word.span)),
            ),
            Ok(_) => {}
            Err(missing) => unknown.push(unsettled::finding(missing, PATH_UNRESOLVED)),
        }
    }
    Verdict::over(!shipped.is_empty(), failures, unknown)
}

fn is_system(path: &str) -> bool {
    let lies_in = |folder| working_directory::lies_in(path, folder);
    SYSTEM.iter().any(|folder| lies_in(folder)) && !lies_in(SHARED_MEMORY)
}
