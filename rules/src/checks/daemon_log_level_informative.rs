//! Decides `daemon-log-level-informative`: what the daemon does is recorded, and no more.

use super::{Check, Decide, daemon_settings::settled};
use crate::catalogue::daemon_log_level_informative::{CONTROL, LEVEL_SILENT, LEVEL_VERBOSE};
use crate::facts::Daemon;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Daemon(decide),
};

fn decide(daemon: &Daemon) -> Verdict {
    let (level, place) = match settled(&daemon.log_level) {
        Ok(settled) => settled,
        Err(open) => return open,
    };
    let reason = match level.trim().to_ascii_lowercase().as_str() {
        "" | "info" => return Verdict::Pass(place),
        "debug" | "trace" => LEVEL_VERBOSE,
        _ => LEVEL_SILENT,
    };
    Finding::new(reason)
        .with("level", level)
        .at_any(place)
        .fails()
}
