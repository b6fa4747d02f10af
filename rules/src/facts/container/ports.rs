//! The ports of a container that the host publishes.

use super::Inspected;
use crate::facts::{Binding, Listed};
use crate::model::inspect::{Container, PublishedPort};

impl Inspected {
    /// What is really bound while the container runs, else what was asked for.
    ///
    /// A binding without an address gets the daemon's or the network's, which may be the host's
    /// own; what is really bound shows it.
    pub(super) fn ports(self, container: &Container) -> Listed<Binding> {
        let real = &container.network.ports;
        let asked = &container.host.port_bindings;
        let runs = container.state.running.value() == Some(&true);
        let has_real = real.items().iter().any(|port| port.is_bound);
        // Docker lists one binding for every address family; the one asked for says it once.
        let source = if runs && has_real && asked.items().is_empty() {
            real
        } else {
            asked
        };
        self.list(source, |port| {
            port.is_bound.then(|| {
                let chosen = || {
                    runs.then(|| address_in_effect(port, real.items()))
                        .flatten()
                };
                let binding = Binding {
                    address: port.host_ip.value().cloned().or_else(chosen),
                    address_variables: Vec::new(),
                    published: port.host_port.value().cloned(),
                    target: port.container.value.clone(),
                };
                (binding, port.span)
            })
        })
    }
}

/// The one address at which a port is really bound, where it is no wildcard.
fn address_in_effect(port: &PublishedPort, real: &[PublishedPort]) -> Option<String> {
    let same = |it: &&PublishedPort| it.is_bound && it.container.value == port.container.value;
    let mut addresses = real.iter().filter(same).map(|it| it.host_ip.value());
    let first = addresses.next()??;
    let is_wildcard = matches!(first.as_str(), "" | "0.0.0.0" | "::");
    (!is_wildcard && addresses.all(|it| it == Some(first))).then(|| first.clone())
}
