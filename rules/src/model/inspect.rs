//! What `docker inspect` and `podman inspect` print: containers, images, and the rest by name.

mod container;
mod field;
mod host;
mod image;
mod object;
mod read;
mod value;

pub use container::{Config, Container, Engine, Mount, NetworkSettings, State};
pub use field::Field;
pub use host::{Device, HostConfig, HostMount, PublishedPort, RestartPolicy, Ulimit};
pub use image::Image;
pub use read::read;

use crate::artifact::Problem;
use crate::span::{Span, Spanned};

/// Strings of a list, each with its place.
pub type Words = Field<Vec<Spanned<String>>>;

/// Keys and values of an object, in its order, each with its place.
pub type Pairs = Field<Vec<(Spanned<String>, Spanned<String>)>>;

/// Everything one inspect document holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inspect {
    /// The containers, in the document's order.
    pub containers: Vec<Container>,
    /// The images, in the document's order.
    pub images: Vec<Image>,
    /// Objects that are known and not judged, in the document's order.
    pub others: Vec<Other>,
    /// What could not be read.
    pub problems: Vec<Problem>,
}

impl Inspect {
    /// The container or image that holds a place, with its number in the document.
    ///
    /// Both lists are in the document's order, so each is searched by halving.
    pub fn object_around(&self, place: Span) -> Option<(usize, Span)> {
        let holds = |span: Span| span.start <= place.start && place.end <= span.end;
        let before = self
            .containers
            .partition_point(|found| found.span.start <= place.start);
        let container = before.checked_sub(1).and_then(|at| self.containers.get(at));
        let before = self
            .images
            .partition_point(|found| found.span.start <= place.start);
        let image = before.checked_sub(1).and_then(|at| self.images.get(at));
        let container = container.map(|found| (found.index, found.span));
        let image = image.map(|found| (found.index, found.span));
        container
            .into_iter()
            .chain(image)
            .find(|(_, span)| holds(*span))
    }
}

/// An inspected object that is neither a container nor an image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Other {
    /// What it is.
    pub kind: OtherKind,
    /// Its name, or its id where it has no name.
    pub name: Option<Spanned<String>>,
    /// The whole object.
    pub span: Span,
    /// Its number in the document, from 0, over all lists.
    pub index: usize,
}

/// The kinds of objects besides containers and images.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum OtherKind {
    /// A network.
    Network,
    /// A volume.
    Volume,
    /// A swarm service.
    Service,
    /// A swarm task.
    Task,
    /// A swarm node.
    Node,
    /// A swarm secret.
    Secret,
    /// A swarm config.
    Config,
    /// The swarm itself.
    Swarm,
    /// Something no marker tells.
    Unknown,
}
