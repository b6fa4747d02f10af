//! What `docker inspect` and `podman inspect` print: every kind of object they know.

mod config;
mod container;
mod container_spec;
mod device;
mod field;
mod host;
mod host_mount;
mod identity;
mod image;
mod network;
mod node;
mod object;
mod outline;
mod port;
mod read;
mod secret;
mod swarm;
mod swarm_object;
mod swarm_service;
mod task;
mod task_spec;
mod ulimit;
mod value;
mod volume;

pub use config::Config;
pub use container::{Container, Engine, Mount, NetworkSettings, State};
pub use container_spec::{ContainerSpec, GivenFile, Privileges};
pub use device::{Device, DeviceRequest};
pub use field::Field;
pub use host::{HostConfig, RestartPolicy};
pub use host_mount::HostMount;
pub use identity::{Identity, Signature};
pub use image::Image;
pub use network::Network;
pub use node::{Node, NodeDetails};
pub use outline::Outline;
pub use port::PublishedPort;
pub use read::read;
pub use secret::{ConfigDetails, SecretDetails, SwarmConfig, SwarmSecret};
pub use swarm::{Swarm, SwarmDetails};
pub use swarm_object::{Specified, SwarmObject};
pub use swarm_service::{ServiceDetails, ServicePort, ServiceSpec, SwarmService};
pub use task::{Task, TaskDetails};
pub use task_spec::TaskSpec;
pub use ulimit::Ulimit;
pub(in crate::model) use value::Reader;
pub use volume::Volume;

use crate::artifact::Problem;
use crate::span::{Span, Spanned};

/// Strings of a list, each with its place.
pub type Words = Field<Vec<Spanned<String>>>;

/// Keys and values of an object, in its order, each with its place.
pub type Pairs = Field<Vec<(Spanned<String>, Spanned<String>)>>;

/// Everything one inspect document holds; each list is in the document's order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inspect {
    /// The containers, each to be read whole when it is judged.
    pub containers: Vec<Outline>,
    /// The images.
    pub images: Vec<Image>,
    /// The networks.
    pub networks: Vec<Network>,
    /// The volumes.
    pub volumes: Vec<Volume>,
    /// The services of a swarm.
    pub services: Vec<SwarmService>,
    /// The tasks of a swarm.
    pub tasks: Vec<Task>,
    /// The nodes of a swarm.
    pub nodes: Vec<Node>,
    /// The secrets of a swarm.
    pub secrets: Vec<SwarmSecret>,
    /// The configs of a swarm.
    pub configs: Vec<SwarmConfig>,
    /// The swarms; more than one where several documents were put together.
    pub swarms: Vec<Swarm>,
    /// Objects that no marker tells.
    pub others: Vec<Other>,
    /// What could not be read.
    pub problems: Vec<Problem>,
    /// How many more there are than anybody looks at.
    pub unlisted: usize,
}

impl Inspect {
    /// The object that holds a place, with its number in the document.
    ///
    /// Every list is in the document's order, so each is searched by halving.
    pub fn object_around(&self, place: Span) -> Option<(usize, Span)> {
        around(&self.containers, place, |it| (it.index, it.span))
            .or_else(|| around(&self.images, place, |it| (it.index, it.span)))
            .or_else(|| around(&self.networks, place, |it| (it.index, it.span)))
            .or_else(|| around(&self.volumes, place, |it| (it.index, it.span)))
            .or_else(|| around(&self.services, place, |it| (it.index, it.span)))
            .or_else(|| around(&self.tasks, place, |it| (it.index, it.span)))
            .or_else(|| around(&self.nodes, place, |it| (it.index, it.span)))
            .or_else(|| around(&self.secrets, place, |it| (it.index, it.span)))
            .or_else(|| around(&self.configs, place, |it| (it.index, it.span)))
            .or_else(|| around(&self.swarms, place, |it| (it.index, it.span)))
            .or_else(|| around(&self.others, place, |it| (it.index, it.span)))
    }

    /// Claims that no object at all was read.
    pub fn is_empty(&self) -> bool {
        self.containers.is_empty()
            && self.images.is_empty()
            && self.networks.is_empty()
            && self.volumes.is_empty()
            && self.services.is_empty()
            && self.tasks.is_empty()
            && self.nodes.is_empty()
            && self.secrets.is_empty()
            && self.configs.is_empty()
            && self.swarms.is_empty()
            && self.others.is_empty()
    }
}

/// The number and place of the object of a list that holds a place.
fn around<T>(
    objects: &[T],
    place: Span,
    of: impl Fn(&T) -> (usize, Span),
) -> Option<(usize, Span)> {
    let before = objects.partition_point(|object| of(object).1.start <= place.start);
    let (index, span) = of(objects.get(before.checked_sub(1)?)?);
    (span.start <= place.start && place.end <= span.end).then_some((index, span))
}

/// An object that no marker tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Other {
    /// Its name, or its id where it has no name.
    pub name: Option<Spanned<String>>,
    /// The whole object.
    pub span: Span,
    /// Its number in the document, from 0, over all lists.
    pub index: usize,
}
