//! Decides `daemon-ipc-private`: nobody joins a container's shared memory unasked.

use super::{Check, Decide, daemon_settings::settled};
use crate::catalogue::daemon_ipc_private::{CONTROL, MEMORY_SHAREABLE};
use crate::facts::Daemon;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Daemon(decide),
};

fn decide(daemon: &Daemon) -> Verdict {
    match settled(&daemon.ipc_mode) {
        Ok((mode, place)) if mode == "shareable" || mode == "host" => {
            let finding = Finding::new(MEMORY_SHAREABLE).with("mode", mode);
            finding.at_any(place).fails()
        }
        Ok((_, place)) => Verdict::Pass(place),
        Err(open) => open,
    }
}
