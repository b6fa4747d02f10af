//! Decides `published-ports-declared`: an image names every port that is published of it.
//!
//! A container's own list holds what its command published, too, so only the image can tell.

use super::{Check, Decide, unsettled};
use crate::catalogue::published_ports_declared::{CONTROL, PORT_UNDECLARED};
use crate::facts::Running;
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Running(decide),
};

fn decide(running: &Running) -> Verdict {
    let ports = &running.undeclared_ports;
    let failures = ports.items.iter().map(|port| {
        Finding::new(PORT_UNDECLARED)
            .with("port", &port.value)
            .at(port.evidence)
    });
    Verdict::of_lists(failures.collect(), unsettled::unseen_all(&ports.unknown))
}
