//! Decides `setuid-programs-needed`: no program runs as its owner beyond those that base images
//! bring.
//!
//! No inspect lists the files of an image. Where somebody listed those of its container, the
//! usual programs pass; whether even they are needed is more than a list can tell.

use super::{Check, Decide, unsettled};
use crate::catalogue::setuid_programs_needed::{CONTROL, PROGRAM_UNUSUAL, PROGRAMS_UNSEEN};
use crate::facts::{Picture, Running};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::First(&[Decide::Picture(of_picture), Decide::Running(of_running)]),
};

/// What Debian, Fedora and Alpine install with the bit and their own tools rely on.
const USUAL: [&str; 22] = [
    "at",
    "bbsuid",
    "chage",
    "chfn",
    "chsh",
    "crontab",
    "dbus-daemon-launch-helper",
    "expiry",
    "fusermount",
    "fusermount3",
    "gpasswd",
    "mount",
    "newgidmap",
    "newgrp",
    "newuidmap",
    "pam_timestamp_check",
    "passwd",
    "ping",
    "su",
    "umount",
    "unix_chkpwd",
    "wall",
];

fn of_picture(_: &Picture) -> Verdict {
    Finding::new(PROGRAMS_UNSEEN).leaves_unknown()
}

/// A container of which nobody listed the files is its image's matter.
fn of_running(running: &Running) -> Verdict {
    let Some(programs) = &running.setuid_programs else {
        return Verdict::NotApplicable;
    };
    let is_usual = |path: &str| USUAL.contains(&path.rsplit('/').next().unwrap_or(path));
    let unusual = programs.items.iter().filter(|it| !is_usual(&it.value));
    let failures = unusual.map(|program| {
        Finding::new(PROGRAM_UNUSUAL)
            .with("program", &program.value)
            .at(program.evidence)
    });
    let unknown = unsettled::unseen_all(&programs.unknown);
    Verdict::of_lists(failures.collect(), unknown)
}
