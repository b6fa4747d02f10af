//! Decides `logs-sent-away`: what a container wrote outlives its host.
//!
//! Files on the host may be shipped by an agent, which no file of Docker's shows, so those
//! drivers leave it to a person.

use super::{Check, Decide, daemon_settings::settled};
use crate::catalogue::logs_sent_away::{CONTROL, LOGS_DROPPED, LOGS_KEPT_HERE};
use crate::facts::Daemon;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Daemon(decide),
};

fn decide(daemon: &Daemon) -> Verdict {
    let (driver, place) = match settled(&daemon.log_driver) {
        Ok(settled) => settled,
        Err(open) => return open,
    };
    match driver.as_str() {
        "none" => Finding::new(LOGS_DROPPED).at_any(place).fails(),
        "" | "json-file" | "local" | "journald" | "etwlogs" => Finding::new(LOGS_KEPT_HERE)
            .with(
                "driver",
                if driver.is_empty() {
                    "json-file"
                } else {
                    driver
                },
            )
            .at_any(place)
            .leaves_unknown(),
        _ => Verdict::Pass(place),
    }
}
