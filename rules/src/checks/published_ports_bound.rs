//! Decides `published-ports-bound`: a published port listens on a chosen address.

use std::net::IpAddr;

use super::{Check, Decide, known_services, service_edits, unsettled};
use crate::catalogue::published_ports_bound::{
    ADDRESS_MAY_BE_EMPTY, ALL_INTERFACES, CONTROL, EXPOSED_ALL_PUBLISHED, KNOWN_SERVICE_OPEN,
    PORT_UNRESOLVED, RANDOM_PORT, WILDCARD_STATED,
};
use crate::facts::{Binding, Composed, Runtime, Stated};
use crate::finding::{Finding, Verdict};
use crate::project::Deployer;

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Mended(&Decide::Runtime(decide), mend),
};

fn decide(runtime: &Runtime) -> Verdict {
    let open = runtime
        .published()
        .items
        .iter()
        .filter(|port| port.value.is_on_every_interface())
        .filter(|port| port.value.address.is_some() || !is_bound_by_default(runtime));
    let mut failures: Vec<Finding> = open.map(failure).collect();
    failures.extend(
        runtime
            .publishes_all
            .map(|place| Finding::new(EXPOSED_ALL_PUBLISHED).at(place)),
    );
    let unknown = unsettled::findings(&runtime.published().unknown, PORT_UNRESOLVED);
    Verdict::of_lists(failures, unknown)
}

/// Whether the daemon publishes at an address of its own choice, on the default bridge or on the
/// bridges that the service has for itself.
fn is_bound_by_default(runtime: &Runtime) -> bool {
    let Some(daemon) = &runtime.daemon else {
        return false;
    };
    let address = if runtime.addressing.default_bridge.value() == Some(&true) {
        &daemon.default_address
    } else if runtime.addressing.plain_bridges {
        &daemon.bridge_address
    } else {
        return false;
    };
    let address = address.value().and_then(|address| address.parse().ok());
    address.is_some_and(|address: IpAddr| !address.is_unspecified())
}

/// The address that only the host itself reaches.
const LOOPBACK: &str = "127.0.0.1";

fn mend(finding: Finding, service: Composed<'_>) -> Finding {
    // A swarm publishes on every node, whatever address is stated.
    if service.project.deployer == Deployer::Stack {
        return finding;
    }
    service_edits::mended(
        finding,
        service,
        "Choose the address; nobody but the host reaches 127.0.0.1, which suits a port behind a \
         proxy.",
        |site| {
            let path = ["ports"];
            let index = site.item(&path)?;
            match site.scalar_item(&path, index) {
                Some(port) => site.place.set_item(&path, index, &bound(port)),
                None => site.place.item(&path, index)?.set(&["host_ip"], LOOPBACK),
            }
        },
    )
}

/// The short form of a port with the address in front, whatever stood there.
fn bound(port: &str) -> String {
    // An address may hold colons itself, so the ports are counted from the end.
    let mut parts = port.rsplitn(3, ':');
    match (parts.next(), parts.next()) {
        (Some(target), Some(published)) => format!("{LOOPBACK}:{published}:{target}"),
        (Some(target), None) => format!("{LOOPBACK}::{target}"),
        (None, _) => port.to_owned(),
    }
}

fn failure(port: &Stated<Binding>) -> Finding {
    let binding = &port.value;
    let address = binding
        .address
        .as_deref()
        .filter(|address| !address.is_empty());
    let service = known_services::listening(binding);
    if let (Some(service), true) = (service, binding.address_variables.is_empty()) {
        return Finding::new(KNOWN_SERVICE_OPEN)
            .with("port", binding.reached_by())
            .with("service", service)
            .at(port.evidence);
    }
    let finding = match (address, &binding.published) {
        _ if !binding.address_variables.is_empty() => Finding::new(ADDRESS_MAY_BE_EMPTY)
            .with("port", binding.reached_by())
            .with("variable", binding.address_variables.join(", ")),
        (Some(address), Some(_)) => Finding::new(WILDCARD_STATED)
            .with("port", binding.reached_by())
            .with("address", address),
        (None, Some(_)) => Finding::new(ALL_INTERFACES).with("port", binding.reached_by()),
        (_, None) => Finding::new(RANDOM_PORT).with("port", &binding.target),
    };
    finding.at(port.evidence)
}
