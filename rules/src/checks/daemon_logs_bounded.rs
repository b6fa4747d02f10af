//! Decides `daemon-logs-bounded`: logs do not grow until the disk is full.
//!
//! Only `json-file` writes files without a bound of its own; `local` has one, and the others
//! hand the output on.

use super::{Check, Decide, daemon_settings::settled, unsettled};
use crate::catalogue::daemon_logs_bounded::{CONTROL, SIZE_UNBOUNDED};
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
        "" | "json-file" => {}
        "none" => return Verdict::NotApplicable,
        _ => return Verdict::Pass(place),
    }
    let options = &daemon.log_options;
    let size = options.items.iter().find(|it| it.value.0 == "max-size");
    match size {
        Some(size) if size.value.1.trim() != "-1" => Verdict::Pass(Some(size.evidence)),
        None if !options.unknown.is_empty() => {
            Verdict::Unknown(unsettled::unseen_all(&options.unknown))
        }
        Some(_) | None => Finding::new(SIZE_UNBOUNDED)
            .with("driver", "json-file")
            .at_any(size.map(|it| it.evidence).or(place))
            .fails(),
    }
}
