//! What a manager shows of a service and of a task: how a swarm starts its containers.
//!
//! A swarm knows less than an engine: nothing it starts is privileged, shares the host's
//! processes or gets a device. Older versions of its API leave out what they do not know, so
//! that absence there says nothing.

mod common;
mod mounts;
mod network;
mod runtime;
mod security;

use std::collections::BTreeMap;

use super::container::Inspected;
use super::{Listed, Need, Unknown};
use crate::model::inspect::{Field, Image, ServicePort, SwarmService, Task, TaskSpec};
use crate::span::{Span, Spanned};

/// The version of the API since which `Privileges` says more than `SELinux` labels.
const PRIVILEGES_SINCE: (u16, u16) = (1, 44);
/// The version since which capabilities, limits of processes and of their number are shown.
const LIMITS_SINCE: (u16, u16) = (1, 41);

/// What would tell what an older version of the API leaves out.
const NEWER_API: Need = Need::Source(
    "docker service inspect by a client and a manager that speak version 1.44 of the API",
);
/// What would tell which network an id stands for.
const NETWORKS: Need = Need::Source("docker network inspect of the networks it is on");
/// What would tell which ports of a task are published.
const SERVICE: Need = Need::Source("docker service inspect of the service it belongs to");

/// A service or a task, with what is known beside its own document.
#[derive(Clone, Copy)]
pub(super) struct Scheduled<'a> {
    source: Inspected,
    task: &'a TaskSpec,
    /// What held before the last update: its values stay visible.
    previous: Option<&'a TaskSpec>,
    ports: &'a [ServicePort],
    /// Whether the ports are known, which a task's own document does not show.
    knows_ports: bool,
    /// Networks that engines before API 1.44 name beside the task.
    networks: &'a [Spanned<String>],
    /// What is unreadable of the two lists above.
    faults: [Option<Span>; 2],
    declared: Span,
    around: Around<'a>,
}

/// What is known beside a service's own document.
#[derive(Clone, Copy, Default)]
pub(super) struct Around<'a> {
    /// The version of the API by which it was asked for; `None` where nobody says.
    pub(super) api: Option<(u16, u16)>,
    /// The image it runs, where that is inspected.
    pub(super) image: Option<(Inspected, &'a Image)>,
    /// What the ids of the inspected networks stand for.
    pub(super) networks: Option<&'a BTreeMap<&'a str, NetworkKind>>,
}

/// What a service may be put on beside networks that somebody made.
///
/// A swarm has networks of its own for these, which `docker network ls` leaves out and
/// `docker network inspect` shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NetworkKind {
    /// The host's own network.
    Host,
    /// Docker's default bridge.
    DefaultBridge,
    /// Any other.
    Made,
}

impl<'a> Scheduled<'a> {
    /// A service.
    pub(super) fn service(
        source: Inspected,
        service: &'a SwarmService,
        around: Around<'a>,
    ) -> Self {
        let spec = &service.spec;
        // What is really published counts, and without it what was asked for.
        let ports = match &service.endpoint_ports {
            Field::Absent => &spec.ports,
            stated => stated,
        };
        Self {
            source,
            task: &spec.task,
            previous: service.previous.as_ref().map(|it| &it.task),
            ports: ports.items(),
            knows_ports: true,
            networks: spec.networks.items(),
            faults: [fault(ports), fault(&spec.networks)],
            declared: spec.name.span().or(spec.span).unwrap_or(service.span),
            around,
        }
    }

    /// A task, whose ports are its service's.
    pub(super) fn task(source: Inspected, task: &'a Task, around: Around<'a>) -> Self {
        Self {
            source,
            task: &task.spec,
            previous: None,
            ports: &[],
            knows_ports: false,
            networks: &[],
            faults: [None, None],
            declared: task.spec.span.unwrap_or(task.span),
            around,
        }
    }
}

impl Scheduled<'_> {
    fn image_decides(self) -> Unknown {
        let image = &self.task.container.image;
        let named = image
            .value()
            .map_or_else(|| "of the service".to_owned(), Clone::clone);
        Unknown {
            needs: Need::Image(named),
            evidence: Some(self.source.at(image.span().unwrap_or(self.declared))),
        }
    }

    /// A list that is empty only because an older version of the API leaves it out is open.
    fn shown_since<T>(self, since: (u16, u16), mut listed: Listed<T>) -> Listed<T> {
        if listed.is_none() && self.is_older_than(since) {
            listed.unknown.push(self.left_out());
        }
        listed
    }

    fn is_older_than(self, since: (u16, u16)) -> bool {
        self.around.api.is_some_and(|api| api < since)
    }

    fn left_out(self) -> Unknown {
        Unknown {
            needs: NEWER_API,
            evidence: Some(self.source.at(self.declared)),
        }
    }
}

/// The place of a field that cannot be read.
const fn fault<T>(field: &Field<T>) -> Option<Span> {
    match field {
        Field::Unreadable(span) => Some(*span),
        Field::Absent | Field::Stated(_) => None,
    }
}
