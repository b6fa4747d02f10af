//! Decides `container-ports-unprivileged`: nothing that is published listens below 1024 in its
//! container.

use super::{Check, Decide, unsettled};
use crate::catalogue::container_ports_unprivileged::{CONTROL, PORT_PRIVILEGED, PORT_UNRESOLVED};
use crate::facts::{Binding, FIRST_UNPRIVILEGED, Runtime, Stated};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Linux(decide),
};

fn decide(runtime: &Runtime) -> Verdict {
    let published = runtime.published();
    let failures = published.items.iter().filter_map(failure).collect();
    let unknown = unsettled::findings(&published.unknown, PORT_UNRESOLVED);
    Verdict::over(!published.is_none(), failures, unknown)
}

fn failure(port: &Stated<Binding>) -> Option<Finding> {
    let ports = port.value.target_ports()?;
    let finding = Finding::new(PORT_PRIVILEGED).with("port", &port.value.target);
    (*ports.start() < FIRST_UNPRIVILEGED).then(|| finding.at(port.evidence))
}
