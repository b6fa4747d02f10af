//! Decides `exec-sessions-absent`: nobody works in a container from outside.
//!
//! That a session is there says neither who opened it nor with which rights, and a health check
//! opens one for each probe, so a session is a question and no failure.

use super::{Check, Decide, unsettled};
use crate::catalogue::exec_sessions_absent::{CONTROL, SESSION_OPEN};
use crate::facts::Running;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Running(decide),
};

fn decide(running: &Running) -> Verdict {
    let sessions = &running.sessions;
    let open = sessions.items.iter().take(1);
    let count = sessions.items.len();
    let mut unknown: Vec<Finding> = open
        .map(|first| {
            let finding = Finding::new(SESSION_OPEN).with("count", count);
            finding.at(first.evidence)
        })
        .collect();
    unknown.extend(unsettled::unseen_all(&sessions.unknown));
    Verdict::of_lists(Vec::new(), unknown)
}
