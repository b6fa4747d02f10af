//! Decides `containers-tidy`: stopped containers are cleared away.

use super::{Check, Decide, daemon_settings::settled};
use crate::catalogue::containers_tidy::{CONTROL, STOPPED_MANY};
use crate::facts::Daemon;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Daemon(decide),
};

/// More than this are many.
const MOST: u64 = 25;

fn decide(daemon: &Daemon) -> Verdict {
    match settled(&daemon.stock.stopped) {
        Ok((count, place)) if *count > MOST => Finding::new(STOPPED_MANY)
            .with("count", count)
            .at_any(place)
            .fails(),
        Ok((_, place)) => Verdict::Pass(place),
        Err(open) => open,
    }
}
