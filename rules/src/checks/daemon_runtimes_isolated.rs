//! Decides `daemon-runtimes-isolated`: no runtime takes away what its containers asked for.

use super::{Check, Decide, daemon_settings::settled, unsettled};
use crate::catalogue::daemon_runtimes_isolated::{
    ARGUMENT_UNISOLATING, CONTROL, DEFAULT_UNFAMILIAR,
};
use crate::facts::Daemon;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Daemon(decide),
};

/// What isolates as well as the usual runtime or better, by a part of its name.
const FAMILIAR: [&str; 8] = [
    "runc", "crun", "youki", "runsc", "kata", "sysbox", "nvidia", "runhcs",
];

fn decide(daemon: &Daemon) -> Verdict {
    let arguments = &daemon.runtime_arguments;
    let harmful = arguments.items.iter().filter(|it| {
        let argument = it.value.1.trim().trim_start_matches('-');
        let (name, value) = argument.split_once(['=', ' ']).unwrap_or((argument, ""));
        name == "network" && value.trim() == "host"
    });
    let failures = harmful.map(|it| {
        Finding::new(ARGUMENT_UNISOLATING)
            .with("runtime", &it.value.0)
            .with("argument", &it.value.1)
            .at(it.evidence)
    });
    let mut unknown = unsettled::unseen_all(&arguments.unknown);
    match settled(&daemon.default_runtime) {
        Ok((name, place)) if !FAMILIAR.iter().any(|known| name.contains(known)) => {
            let finding = Finding::new(DEFAULT_UNFAMILIAR).with("runtime", name);
            unknown.push(finding.at_any(place));
        }
        Err(Verdict::Unknown(findings)) => unknown.extend(findings),
        Ok(_) | Err(_) => {}
    }
    unknown.dedup();
    Verdict::of_lists(failures.collect(), unknown)
}
