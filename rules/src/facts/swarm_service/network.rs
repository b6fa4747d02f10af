//! The networks and ports of a service.

use super::{NETWORKS, Scheduled, fault};
use crate::facts::{Binding, Fact, Listed, Unknown};
use crate::span::Spanned;

impl Scheduled<'_> {
    pub(super) fn network_mode(self) -> Fact<String> {
        let named = self.task.networks.items();
        let named = if named.is_empty() {
            self.networks
        } else {
            named
        };
        let is_host = |name: &&Spanned<String>| {
            name.value == "host" || Some(name.value.as_str()) == self.around.host_network
        };
        if let Some(host) = named.iter().find(is_host) {
            return Fact::Stated {
                value: "host".to_owned(),
                evidence: self.source.at(host.span),
            };
        }
        let [_, networks] = self.faults;
        let unreadable = networks.or_else(|| fault(&self.task.networks));
        match (unreadable, named.first()) {
            (Some(span), _) => Fact::Unknown(self.source.unreadable(span)),
            (None, Some(first)) if !self.around.knows_networks && is_id(&first.value) => {
                Fact::Unknown(Unknown {
                    needs: NETWORKS,
                    evidence: Some(self.source.at(first.span)),
                })
            }
            (None, Some(first)) => Fact::Stated {
                value: first.value.clone(),
                evidence: self.source.at(first.span),
            },
            (None, None) => Fact::Default("default".to_owned()),
        }
    }

    /// A swarm publishes on every address of a node.
    pub(super) fn ports(self) -> Listed<Binding> {
        let mut listed = Listed::none();
        for port in self.ports {
            let Some(target) = port.target.value() else {
                continue;
            };
            let protocol = port.protocol.value().map_or("tcp", String::as_str);
            let published = port.published.value().filter(|published| **published > 0);
            let binding = Binding {
                address: None,
                address_variables: Vec::new(),
                published: published.map(i64::to_string),
                target: format!("{target}/{protocol}"),
            };
            let place = port.published.span().or(port.target.span());
            listed.push(binding, self.source.at(place.unwrap_or(port.span)));
        }
        let [ports, _] = self.faults;
        listed
            .unknown
            .extend(ports.map(|span| self.source.unreadable(span)));
        listed
    }
}

/// Whether a name is the id that a swarm gives its networks.
fn is_id(name: &str) -> bool {
    name.len() == 25
        && name
            .bytes()
            .all(|letter| letter.is_ascii_digit() || letter.is_ascii_lowercase())
}
