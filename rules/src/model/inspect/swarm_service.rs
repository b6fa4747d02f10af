//! A service of a swarm as a manager describes it.

use super::swarm_object::{Own, SwarmObject};
use super::task_spec::TaskSpec;
use super::value::Reader;
use super::{Field, Pairs, Words};
use crate::model::json::Raw;
use crate::span::Span;

/// One inspected service of a swarm.
pub type SwarmService = SwarmObject<ServiceDetails>;

/// What a service has besides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServiceDetails {
    /// `Spec`: what holds now.
    pub spec: ServiceSpec,
    /// `PreviousSpec`: what held before the last update; its values stay visible.
    pub previous: Option<Box<ServiceSpec>>,
    /// `Endpoint.Ports`: what is really published.
    pub endpoint_ports: Field<Vec<ServicePort>>,
}

/// What a service is to be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServiceSpec {
    /// The place of the object, or `None` where there is none.
    pub span: Option<Span>,
    /// `Name`.
    pub name: Field<String>,
    /// `Labels` of the service; those of its containers are in the task.
    pub labels: Pairs,
    /// `TaskTemplate`.
    pub task: TaskSpec,
    /// `Mode`: its key, e.g. `Replicated` or `Global`.
    pub mode: Words,
    /// `Networks[].Target`, which engines before API 1.44 print here.
    pub networks: Words,
    /// `EndpointSpec.Ports`.
    pub ports: Field<Vec<ServicePort>>,
}

/// One published port of a service; it is open on every address of the node.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServicePort {
    /// The whole entry.
    pub span: Span,
    /// `Protocol`: `tcp`, `udp` or `sctp`.
    pub protocol: Field<String>,
    /// `TargetPort` in the container.
    pub target: Field<i64>,
    /// `PublishedPort`; 0 or absence is one the swarm chooses.
    pub published: Field<i64>,
    /// `PublishMode`: `ingress` on every node, or `host` on the nodes that run it.
    pub mode: Field<String>,
}

impl Own for ServiceDetails {
    fn take(&mut self, reader: &mut Reader, key: &str, raw: Raw<'_>) {
        match key {
            "Spec" => self.spec = ServiceSpec::read(reader, raw),
            "PreviousSpec" if raw.get() != "null" => {
                self.previous = Some(Box::new(ServiceSpec::read(reader, raw)));
            }
            "Endpoint" => {
                for (key, raw) in reader.object(key, raw) {
                    if key == "Ports" {
                        self.endpoint_ports = ports(reader, raw);
                    }
                }
            }
            // The rest is not judged.
            _ => {}
        }
    }
}

impl ServiceSpec {
    fn read(reader: &mut Reader, raw: Raw<'_>) -> Self {
        let mut read = Self {
            span: Some(raw.span()),
            ..Self::default()
        };
        for (key, raw) in reader.object("Spec", raw) {
            match key.as_ref() {
                "Name" => read.name = reader.string("Spec.Name", raw),
                "Labels" => read.labels = reader.pairs("Spec.Labels", raw),
                "TaskTemplate" => read.task = TaskSpec::read(reader, raw),
                "Mode" => read.mode = reader.keys("Spec.Mode", raw),
                "Networks" => read.networks = reader.each("Spec.Networks", "Target", raw),
                "EndpointSpec" => {
                    for (key, raw) in reader.object("Spec.EndpointSpec", raw) {
                        if key == "Ports" {
                            read.ports = ports(reader, raw);
                        }
                    }
                }
                // The rest is not judged.
                _ => {}
            }
        }
        read
    }
}

fn ports(reader: &mut Reader, raw: Raw<'_>) -> Field<Vec<ServicePort>> {
    reader.list("Ports", raw, |reader, item| {
        Some(ServicePort::read(reader, item))
    })
}

impl ServicePort {
    fn read(reader: &mut Reader, raw: Raw<'_>) -> Self {
        let mut read = Self {
            span: raw.span(),
            ..Self::default()
        };
        for (key, raw) in reader.object("an entry of Ports", raw) {
            match key.as_ref() {
                "Protocol" => read.protocol = reader.string("Ports.Protocol", raw),
                "TargetPort" => read.target = reader.number("Ports.TargetPort", raw),
                "PublishedPort" => read.published = reader.number("Ports.PublishedPort", raw),
                "PublishMode" => read.mode = reader.string("Ports.PublishMode", raw),
                // The rest is not judged.
                _ => {}
            }
        }
        read
    }
}
