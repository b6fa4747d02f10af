//! Decides `daemon-cgroup-parent-default`: limits for all containers bind every one.

use super::{Check, Decide, unsettled};
use crate::catalogue::daemon_cgroup_parent_default::{CONTROL, NAMESPACES_SHARED, PARENT_STATED};
use crate::facts::{Daemon, Fact};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Daemon(decide),
};

fn decide(daemon: &Daemon) -> Verdict {
    let (mut failures, mut unknown) = (Vec::new(), Vec::new());
    match &daemon.cgroup_parent {
        Fact::Unknown(open) => unknown.push(unsettled::unseen_finding(open)),
        fact => {
            if let Some(parent) = fact.value().filter(|parent| !parent.is_empty()) {
                let finding = Finding::new(PARENT_STATED).with("parent", parent);
                failures.push(finding.at_any(fact.evidence()));
            }
        }
    }
    match &daemon.cgroup_namespaces {
        Fact::Unknown(open) => unknown.push(unsettled::unseen_finding(open)),
        fact if fact.value().is_some_and(|mode| mode == "host") => {
            match &daemon.cgroup_version {
                // Version 1 has no namespaces worth the name, and the host's are its default.
                Fact::Stated { value: 1, .. } | Fact::Default(1) => {}
                Fact::Unknown(open) => unknown.push(unsettled::unseen_finding(open)),
                Fact::Stated { .. } | Fact::Default(_) => {
                    failures.push(Finding::new(NAMESPACES_SHARED).at_any(fact.evidence()));
                }
            }
        }
        Fact::Stated { .. } | Fact::Default(_) => {}
    }
    unknown.dedup();
    Verdict::of_lists(failures, unknown)
}
