//! Decides `images-tidy`: images that nothing runs are cleared away.

use super::{Check, Decide, daemon_settings::given};
use crate::catalogue::images_tidy::{CONTROL, UNUSED_MANY};
use crate::facts::Daemon;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Daemon(decide),
};

/// More unused images than this are many, whatever their share.
const MOST: u64 = 25;

/// On hosts with fewer images than this their share says nothing.
const FEW: u64 = 10;

fn decide(daemon: &Daemon) -> Verdict {
    given(&daemon.stock.images, |count, place| {
        given(&daemon.stock.images_unused, |unused, _| {
            let is_share_high = *count >= FEW && *unused > count / 2;
            if *unused <= MOST && !is_share_high {
                return Verdict::Pass(place);
            }
            let finding = Finding::new(UNUSED_MANY)
                .with("unused", unused)
                .with("count", count);
            finding.at_any(place).fails()
        })
    })
}
