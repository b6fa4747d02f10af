//! Decides `published-ports-unprivileged`: no port of the host below 1024 is published.
//!
//! Only the host's port counts: what a container listens on is `container-ports-unprivileged`.

use super::{Check, Decide, service_edits, unsettled};
use crate::catalogue::published_ports_unprivileged::{
    CONTROL, PORT_PRIVILEGED, PORT_UNRESOLVED, WEB_PORT_PUBLISHED,
};
use crate::facts::{Binding, Composed, FIRST_UNPRIVILEGED, Runtime, Stated, ports};
use crate::finding::{Finding, Verdict};
use crate::model::compose::Setting;
use crate::sheet::Refusal;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Mended(&Decide::Linux(decide), mend),
};

/// How much higher a port is proposed.
const RAISE: u16 = 8000;

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

fn mend(finding: Finding, service: Composed<'_>) -> Finding {
    service_edits::mended(
        finding,
        service,
        "Choose a port that is free, and tell those who connect to it.",
        |site| {
            let path = ["ports"];
            let index = site.item(&path)?;
            if let Some(port) = site.scalar_item(&path, index) {
                let moved = moved(port).ok_or(Refusal::OtherShape)?;
                return site.place.set_item(&path, index, &moved);
            }
            let published = service.service.ports();
            let published = published.get(index).and_then(Setting::value);
            let published = published.and_then(|port| port.published.as_deref());
            let raised = published.and_then(raised).ok_or(Refusal::OtherShape)?;
            let place = site.place.item(&path, index)?;
            place.set(&["published"], &raised)
        },
    )
}

/// The short form with a port of the host that any user may listen on.
fn moved(port: &str) -> Option<String> {
    let mut parts = port.rsplitn(3, ':');
    let (target, published) = (parts.next()?, parts.next()?);
    let raised = raised(published)?;
    Some(match parts.next() {
        Some(address) => format!("{address}:{raised}:{target}"),
        None => format!("{raised}:{target}"),
    })
}

/// A port or range so much higher that it stays easy to remember: 80 becomes 8080.
fn raised(published: &str) -> Option<String> {
    let range = ports(published)?;
    let (first, last) = (
        range.start().checked_add(RAISE)?,
        range.end().checked_add(RAISE)?,
    );
    Some(if first == last {
        first.to_string()
    } else {
        format!("{first}-{last}")
    })
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

#[cfg(test)]
mod tests {
    use super::moved;

    #[test]
    fn only_the_port_of_the_host_is_raised() {
        for (port, expected) in [
            ("80:80", Some("8080:80")),
            ("127.0.0.1:443:8443/tcp", Some("127.0.0.1:8443:8443/tcp")),
            ("[::1]:20-21:20-21", Some("[::1]:8020-8021:20-21")),
            ("65000:80", None),
            ("80", None),
            ("${BIND}:80:80", Some("${BIND}:8080:80")),
        ] {
            assert_eq!(moved(port).as_deref(), expected, "{port}");
        }
    }
}
