//! Decides `published-ports-unprivileged`: no port of the host below 1024 is published.
//!
//! Only the host's port counts: what a container listens on is its own affair.

use super::{Check, Decide, unsettled};
use crate::catalogue::published_ports_unprivileged::{
    CONTROL, PORT_PRIVILEGED, PORT_UNRESOLVED, WEB_PORT_PUBLISHED,
};
use crate::facts::{Binding, Runtime, Stated};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Linux(decide),
};

/// The first port that any user may listen on.
const FIRST_UNPRIVILEGED: u16 = 1024;

fn decide(runtime: &Runtime) -> Verdict {
    let failures = runtime
        .published()
        .items
        .iter()
        .filter_map(failure)
        .collect();
    let unknown = unsettled::findings(&runtime.published().unknown, PORT_UNRESOLVED);
    Verdict::of_lists(failures, unknown)
}

fn failure(port: &Stated<Binding>) -> Option<Finding> {
    let published = port.value.published_ports()?;
    if *published.start() >= FIRST_UNPRIVILEGED {
        return None;
    }
    let is_web = published.start() == published.end() && matches!(published.start(), 80 | 443);
    let reason = if is_web {
        &WEB_PORT_PUBLISHED
    } else {
        &PORT_PRIVILEGED
    };
    let written = port.value.published.as_deref().unwrap_or_default();
    Some(Finding::new(reason).with("port", written).at(port.evidence))
}
