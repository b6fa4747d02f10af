//! What is judged, with all that is known of it.

use std::sync::Arc;

use super::stage::Built;
use super::{
    Build, Common, Composed, Daemon, Declared, Machine, Network, Picture, Relation, Running,
    Runtime, StoredConfig, Volume, Whole,
};
use crate::catalogue::SubjectKind;
use crate::finding::Evidence;
use crate::model::inspect;

/// Something that is judged, with all that is known of it.
///
/// Facts are many: they lie apart, because a subject is moved about and most have only some.
#[derive(Clone, Debug)]
pub struct Subject<'a> {
    /// Stable as long as the subject keeps its name and place, e.g. `service:compose.yaml#web`.
    pub id: Arc<str>,
    /// What it is.
    pub kind: SubjectKind,
    /// What people call it.
    pub name: String,
    /// The profiles of which one starts it; none where it always starts.
    pub profiles: Vec<String>,
    /// The artifacts it was read from, its own first.
    pub artifacts: Vec<usize>,
    /// Why it is tied to each further artifact, one sentence each.
    pub ties: Vec<String>,
    /// Where it is declared: a missing setting is reported there.
    pub declared: Evidence,
    /// Whether its nature takes it out of every control, as a provider's service has no container.
    pub exempt: bool,
    /// What an image, a service and a container have; `None` where only another tool names it.
    pub common: Option<Box<Common>>,
    /// What a service and a container have.
    pub runtime: Option<Box<Runtime>>,
    /// What a Dockerfile's stage has; made when the subject is judged.
    pub build: Option<Box<Build<'a>>>,
    /// What a compose project's service has.
    pub service: Option<Composed<'a>>,
    /// What a network, volume, secret or config of a compose project has.
    pub declaration: Option<Declared<'a>>,
    /// What a compose project has as a whole.
    pub project: Option<Whole<'a>>,
    /// What is there beyond what was asked for.
    pub seen: Option<Box<Seen>>,
    /// The subjects it is tied to, each with the reason.
    pub relations: Vec<Relation>,
    /// What it was read from.
    pub(crate) origin: Option<Origin<'a>>,
}

/// The inspected object that a subject is, or the Dockerfile that it is built from.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Origin<'a> {
    /// A Dockerfile and the stage of it that ships.
    Dockerfile(Built<'a>),
    /// A container.
    Container(&'a inspect::Outline),
    /// An image.
    Image(&'a inspect::Image),
    /// A network.
    Network(&'a inspect::Network),
    /// A volume.
    Volume(&'a inspect::Volume),
    /// A service of a swarm.
    Service(&'a inspect::SwarmService),
}

/// What is there, as the engine or the machine shows it.
#[derive(Clone, Debug)]
pub enum Seen {
    /// A machine that runs containers.
    Machine(Machine),
    /// A daemon and the swarm it belongs to.
    Daemon(Arc<Daemon>),
    /// A network.
    Network(Network),
    /// A volume.
    Volume(Volume),
    /// An image.
    Picture(Picture),
    /// A container, beside what it was started with.
    Running(Running),
    /// A config that a swarm keeps.
    Config(StoredConfig),
}

impl Subject<'_> {
    /// A subject of which nothing is known but that another tool names it.
    pub(crate) fn named_only(
        id: Arc<str>,
        kind: SubjectKind,
        name: String,
        declared: Evidence,
    ) -> Self {
        Self {
            id,
            kind,
            name,
            profiles: Vec::new(),
            artifacts: vec![declared.artifact],
            ties: Vec::new(),
            declared,
            exempt: false,
            common: None,
            runtime: None,
            build: None,
            service: None,
            declaration: None,
            project: None,
            seen: None,
            relations: Vec::new(),
            origin: None,
        }
    }
}
