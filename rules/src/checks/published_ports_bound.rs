//! Decides `published-ports-bound`: a published port listens on a chosen address.

use super::{Check, Decide, known_services, unsettled};
use crate::catalogue::published_ports_bound::{
    ADDRESS_MAY_BE_EMPTY, ALL_INTERFACES, CONTROL, EXPOSED_ALL_PUBLISHED, KNOWN_SERVICE_OPEN,
    PORT_UNRESOLVED, RANDOM_PORT, WILDCARD_STATED,
};
use crate::facts::{Binding, Runtime, Stated};
use crate::finding::{Finding, Verdict};

pub(super) static CHECK: Check = Check {
    control: &CONTROL,
    decide: Decide::Runtime(decide),
};

fn decide(runtime: &Runtime) -> Verdict {
    let open = runtime
        .published()
        .items
        .iter()
        .filter(|port| port.value.is_on_every_interface());
    let mut failures: Vec<Finding> = open.map(failure).collect();
    failures.extend(
        runtime
            .publishes_all
            .map(|place| Finding::new(EXPOSED_ALL_PUBLISHED).at(place)),
    );
    let unknown = unsettled::findings(&runtime.published().unknown, PORT_UNRESOLVED);
    Verdict::of_lists(failures, unknown)
}

fn failure(port: &Stated<Binding>) -> Finding {
    let binding = &port.value;
    let address = binding
        .address
        .as_deref()
        .filter(|address| !address.is_empty());
    let service = known_services::listening(binding);
    if let (Some(service), true) = (service, binding.address_variables.is_empty()) {
        let number = binding.published.as_ref().unwrap_or(&binding.target);
        return Finding::new(KNOWN_SERVICE_OPEN)
            .with("port", number)
            .with("service", service)
            .at(port.evidence);
    }
    let finding = match (address, &binding.published) {
        _ if !binding.address_variables.is_empty() => Finding::new(ADDRESS_MAY_BE_EMPTY)
            .with(
                "port",
                binding.published.as_ref().unwrap_or(&binding.target),
            )
            .with("variable", binding.address_variables.join(", ")),
        (Some(address), Some(published)) => Finding::new(WILDCARD_STATED)
            .with("port", published)
            .with("address", address),
        (None, Some(published)) => Finding::new(ALL_INTERFACES).with("port", published),
        (_, None) => Finding::new(RANDOM_PORT).with("port", &binding.target),
    };
    finding.at(port.evidence)
}
