//! Decides `container-namespaces-unshared`: no service moves in with another container.

use super::{Check, Decide, unsettled};
use crate::catalogue::Reason;
use crate::catalogue::container_namespaces_unshared::{
    CONTROL, MEMORY_SHAREABLE, MODE_UNRESOLVED, SHARED_WITH_CONTAINER, SHARED_WITH_SERVICE,
};
use crate::facts::{Fact, Runtime};
use crate::finding::{Evidence, Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Linux(decide),
};

fn decide(runtime: &Runtime) -> Verdict {
    let modes = [
        ("network", &runtime.network_mode),
        ("process", &runtime.pid_mode),
        ("IPC", &runtime.ipc_mode),
    ];
    let (mut failures, mut unknown) = (Vec::new(), Vec::new());
    for (namespace, mode) in modes {
        match mode {
            Fact::Stated { value, evidence } => {
                failures.extend(shared(namespace, value, *evidence));
            }
            Fact::Default(_) => {}
            Fact::Unknown(open) => unknown.push(unsettled::finding(open, MODE_UNRESOLVED)),
        }
    }
    Verdict::of_lists(failures, unknown)
}

fn shared(namespace: &str, mode: &str, evidence: Evidence) -> Option<Finding> {
    let found = |reason: &'static Reason| Finding::new(reason).at(evidence);
    let with = |reason, name| {
        found(reason)
            .with("namespace", namespace)
            .with("name", name)
    };
    match mode.split_once(':') {
        Some(("service", name)) => Some(with(SHARED_WITH_SERVICE, name)),
        Some(("container", name)) => Some(with(SHARED_WITH_CONTAINER, name)),
        Some(_) => None,
        None => (mode == "shareable").then(|| found(MEMORY_SHAREABLE)),
    }
}
