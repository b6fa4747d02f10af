//! What the checks of the storage driver share.

use super::daemon_settings::settled;
use crate::catalogue::Reason;
use crate::facts::Daemon;
use crate::finding::{Finding, Verdict};

/// Fails for one driver.
pub(super) fn other_than(daemon: &Daemon, driver: &str, reason: &'static Reason) -> Verdict {
    match settled(&daemon.storage_driver) {
        Ok((name, place)) if name.eq_ignore_ascii_case(driver) => {
            Finding::new(reason).at_any(place).fails()
        }
        Ok((_, place)) => Verdict::Pass(place),
        Err(open) => open,
    }
}
