//! The ports a service publishes, and the addresses they are bound to.

use super::Deployed;
use crate::facts::{Binding, Listed};
use crate::model::compose::{Port, Setting};
use crate::project::Deployer;

/// The ports; one whose address is left to a variable is judged as it comes out without.
pub(super) fn ports(deployed: Deployed<'_>) -> Listed<Binding> {
    let mut listed = stated_ports(deployed);
    let composed = deployed.composed;
    let default = composed.default_address();
    for binding in listed.items.iter_mut().map(|port| &mut port.value) {
        match composed.project.deployer {
            // A swarm publishes on every node, whatever address is stated.
            Deployer::Stack => binding.address = None,
            Deployer::Compose if binding.address.is_none() => binding.address.clone_from(&default),
            Deployer::Compose => {}
        }
    }
    listed
}

fn stated_ports(deployed: Deployed<'_>) -> Listed<Binding> {
    let stated = deployed.composed.service.ports();
    let is_open = |port: &Setting<Port>| matches!(port, Setting::Unresolved { .. });
    if !stated.iter().any(is_open) {
        return deployed.composed.list(stated, |port| Some(binding(port)));
    }
    let without = deployed.composed.service.with_unset_empty().ports();
    let mut listed = Listed::none();
    for (stated, without) in stated.into_iter().zip(without) {
        let variables = match &stated {
            Setting::Unresolved { variables, .. } => variables.clone(),
            Setting::Absent | Setting::Set(_) | Setting::Malformed { .. } => Vec::new(),
        };
        // Compose takes an empty address for every address.
        let is_loaded = matches!(&without, Setting::Set(port) if port.value.host_ip.is_none());
        let judged = if !variables.is_empty() && is_loaded {
            without
        } else {
            stated
        };
        let one = deployed.composed.list(vec![judged], |port| {
            Some(Binding {
                address_variables: variables.clone(),
                ..binding(port)
            })
        });
        listed.items.extend(one.items);
        listed.unknown.extend(one.unknown);
    }
    listed
}

fn binding(port: &Port) -> Binding {
    let protocol = port
        .protocol
        .as_deref()
        .filter(|protocol| *protocol != "tcp");
    Binding {
        address: port.host_ip.clone(),
        address_variables: Vec::new(),
        published: port.published.clone(),
        target: match protocol {
            Some(protocol) => format!("{}/{protocol}", port.target),
            None => port.target.clone(),
        },
    }
}
