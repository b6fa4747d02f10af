//! The networks and ports of a service.

use super::{NETWORKS, NetworkKind, SERVICE, Scheduled, fault};
use crate::facts::{Binding, Fact, Listed, Unknown};
use crate::model::inspect::ServicePort;
use crate::span::Spanned;

impl Scheduled<'_> {
    pub(super) fn network_mode(self) -> Fact<String> {
        let named = self.named_networks();
        let of_kind = |kind| named.iter().find(|name| self.kind_of(name) == Some(kind));
        if let Some(host) = of_kind(NetworkKind::Host) {
            return Fact::Stated {
                value: "host".to_owned(),
                evidence: self.source.at(host.span),
            };
        }
        if let Some(open) = self.open_network() {
            return Fact::Unknown(open);
        }
        match named.first() {
            Some(first) => Fact::Stated {
                value: first.value.clone(),
                evidence: self.source.at(first.span),
            },
            None => Fact::Default("default".to_owned()),
        }
    }

    /// Without a network of its own a service is put on each node's default bridge, unless ports
    /// of it are published through the network that a swarm has for that.
    pub(super) fn default_bridge(self) -> Fact<bool> {
        let named = self.named_networks();
        let bridge = named
            .iter()
            .find(|name| self.kind_of(name) == Some(NetworkKind::DefaultBridge));
        if let Some(bridge) = bridge {
            return Fact::Stated {
                value: true,
                evidence: self.source.at(bridge.span),
            };
        }
        if let Some(open) = self.open_network() {
            return Fact::Unknown(open);
        }
        if !named.is_empty() {
            return Fact::Default(false);
        }
        let [ports, _] = self.faults;
        let through_ingress = |port: &ServicePort| {
            let mode = port.mode.value();
            mode.is_none_or(|mode| mode == "ingress")
        };
        match ports {
            Some(span) => Fact::Unknown(self.source.unreadable(span)),
            None if self.knows_ports => Fact::Stated {
                value: !self.ports.iter().any(through_ingress),
                evidence: self.source.at(self.declared),
            },
            None => Fact::Unknown(Unknown {
                needs: SERVICE,
                evidence: Some(self.source.at(self.declared)),
            }),
        }
    }

    /// The networks it is to be on, by id or name.
    fn named_networks(&self) -> &[Spanned<String>] {
        match self.task.networks.items() {
            [] => self.networks,
            named => named,
        }
    }

    /// What a name or an id stands for; `None` for the id of a network that is not inspected.
    fn kind_of(self, name: &Spanned<String>) -> Option<NetworkKind> {
        let name = name.value.as_str();
        match name {
            "host" => Some(NetworkKind::Host),
            "bridge" => Some(NetworkKind::DefaultBridge),
            id if is_id(id) => self.around.networks?.get(id).copied(),
            _ => Some(NetworkKind::Made),
        }
    }

    /// Why it is not known which networks it is on.
    fn open_network(self) -> Option<Unknown> {
        let [_, networks] = self.faults;
        let unreadable = networks.or_else(|| fault(&self.task.networks));
        if let Some(span) = unreadable {
            return Some(self.source.unreadable(span));
        }
        let mut named = self.named_networks().iter();
        let unseen = named.find(|name| self.kind_of(name).is_none())?;
        Some(Unknown {
            needs: NETWORKS,
            evidence: Some(self.source.at(unseen.span)),
        })
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
