//! Decides `administration-ports-unexposed`: no port of a remote desktop, telnet or an engine.

use super::{Check, Decide, exposed, unsettled};
use crate::catalogue::administration_ports_unexposed::{
    CONTROL, PORT_UNRESOLVED, REMOTE_CONTROL_EXPOSED,
};
use crate::facts::{Build, Picture};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::First(&[Decide::Build(decide), Decide::Picture(of_picture)]),
};

/// Ports that hand over a machine, and what listens there; SSH is another control's.
const PORTS: [(u64, &str); 4] = [
    (23, "telnet"),
    (2375, "the Docker API without TLS"),
    (3389, "a remote desktop"),
    (5900, "a VNC desktop"),
];

fn of_picture(picture: &Picture) -> Verdict {
    let named = exposed::inspected(picture, |_| true).flat_map(|(port, read)| {
        let services = PORTS.iter().filter(move |(number, _)| read.holds(*number));
        services.map(move |(_, service)| {
            Finding::new(REMOTE_CONTROL_EXPOSED)
                .with("port", &port.value)
                .with("service", service)
                .at(port.evidence)
        })
    });
    let unknown = unsettled::unseen_all(&picture.ports.unknown);
    Verdict::over(!picture.ports.is_none(), named.collect(), unknown)
}

fn decide(build: &Build<'_>) -> Verdict {
    let found = exposed::shipped(build, |port| {
        PORTS.iter().any(|(number, _)| port.holds(*number))
    });
    let mut failures = Vec::new();
    for (named, _) in &found.named {
        let ports = named.ports.as_deref().unwrap_or_default();
        for (_, service) in PORTS
            .iter()
            .filter(|(number, _)| ports.iter().any(|port| port.holds(*number)))
        {
            failures.push(
                Finding::new(REMOTE_CONTROL_EXPOSED)
                    .with("port", &named.written.value)
                    .with("service", service)
                    .at(named.step.at(named.written.span)),
            );
        }
    }
    let unknown = unsettled::findings(&found.unknown, PORT_UNRESOLVED);
    Verdict::over(found.is_concerned, failures, unknown)
}
