//! What an artifact tells of a machine.

use crate::artifact::Artifact;
use crate::model::Model;
use crate::model::daemon_config::{DaemonConfig, Form};

/// What an artifact tells of a machine; the earlier says more about who it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    Bundle,
    Engine,
    Release,
    Settings,
    Swarm,
    Observation,
    Bench,
}

impl Role {
    /// What it tells; `None` where that is nothing.
    pub(super) fn of(artifact: &Artifact) -> Option<Self> {
        match &*artifact.model {
            Model::Bundle(_) => Some(Self::Bundle),
            // What a command of the collector did not find says something of the machine, too.
            Model::None if artifact.part_of.is_some() => Some(Self::Observation),
            Model::DockerInfo(_) => Some(Self::Engine),
            Model::DockerVersion(_) => Some(Self::Release),
            Model::DaemonConfig(config) => (!is_foreign(config)).then_some(Self::Settings),
            // Managers alone can inspect these.
            Model::Inspect(it) if !it.nodes.is_empty() || !it.swarms.is_empty() => {
                Some(Self::Swarm)
            }
            Model::Host(_) | Model::Listing(_) => Some(Self::Observation),
            Model::Bench(bench) => bench.judged().map(|_| Self::Bench),
            Model::Dockerfile(_)
            | Model::Dockerignore(_)
            | Model::Compose(_)
            | Model::Inspect(_)
            | Model::ImageHistory(_)
            | Model::Policy
            | Model::Hadolint(_)
            | Model::Dotenv(_)
            | Model::None => None,
        }
    }
}

/// Whether a unit is another program's: it neither starts a daemon nor says how one is started.
fn is_foreign(config: &DaemonConfig) -> bool {
    config.form == Form::Unit
        && config.program.is_none()
        && config.sockets.is_empty()
        && config.socket_group.is_none()
        && config.environment.is_empty()
        && config.environment_files.is_empty()
}
