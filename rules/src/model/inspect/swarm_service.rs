//! A service of a swarm as a manager describes it.

use super::task_spec::TaskSpec;
use super::value::Reader;
use super::{Field, Pairs, Words};
use crate::model::json::{Member, Raw};
use crate::span::Span;

/// One inspected service of a swarm.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SwarmService {
    /// The whole object.
    pub span: Span,
    /// Its number in the document, from 0, over all lists.
    pub index: usize,
    /// `ID`.
    pub id: Field<String>,
    /// `CreatedAt`, as printed.
    pub created_at: Field<String>,
    /// `UpdatedAt`, as printed.
    pub updated_at: Field<String>,
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

impl SwarmService {
    /// Reads what a service's members say; span and index are left at their defaults.
    pub(super) fn read(reader: &mut Reader, members: &[Member<'_>]) -> Self {
        let mut read = Self::default();
        for &(ref key, raw) in members {
            let key = key.as_ref();
            match key {
                "ID" => read.id = reader.string(key, raw),
                "CreatedAt" => read.created_at = reader.string(key, raw),
                "UpdatedAt" => read.updated_at = reader.string(key, raw),
                "Spec" => read.spec = ServiceSpec::read(reader, raw),
                "PreviousSpec" if raw.get() != "null" => {
                    read.previous = Some(Box::new(ServiceSpec::read(reader, raw)));
                }
                "Endpoint" => {
                    for (key, raw) in reader.object(key, raw) {
                        if key == "Ports" {
                            read.endpoint_ports = ports(reader, raw);
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
