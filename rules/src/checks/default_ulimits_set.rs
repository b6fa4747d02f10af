//! Decides `default-ulimits-set`: a container cannot open files or fork without end.

use super::{Check, Decide, unsettled};
use crate::catalogue::default_ulimits_set::{CONTROL, LIMITS_ABSENT, LIMITS_OTHER};
use crate::facts::Daemon;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Daemon(decide),
};

fn decide(daemon: &Daemon) -> Verdict {
    let limits = &daemon.default_ulimits;
    let is_bounding = |name: &str| matches!(name, "nofile" | "nproc");
    if let Some(limit) = limits.items.iter().find(|it| is_bounding(&it.value)) {
        return Verdict::Pass(Some(limit.evidence));
    }
    if !limits.unknown.is_empty() {
        return Verdict::Unknown(unsettled::unseen_all(&limits.unknown));
    }
    match limits.items.first() {
        Some(other) => Finding::new(LIMITS_OTHER).at(other.evidence).fails(),
        None => Finding::new(LIMITS_ABSENT).fails(),
    }
}
