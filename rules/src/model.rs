//! The file formats. Every value keeps its span; nothing here knows Docker's defaults.

pub mod base64;
pub mod bench;
pub mod bundle;
pub mod compose;
pub mod daemon_config;
pub mod docker_info;
pub mod docker_run;
pub mod docker_version;
pub mod dockerfile;
pub mod dockerignore;
pub mod dotenv;
pub mod hadolint;
pub mod host;
pub mod image_history;
pub mod inspect;
pub mod json;
pub mod shell;
pub mod suppression;
pub mod yaml;

/// What an artifact says, in the terms of its own format.
#[derive(Clone, Debug)]
pub enum Model {
    /// Build instructions of an image.
    Dockerfile(dockerfile::Dockerfile),
    /// Paths a build context leaves out.
    Dockerignore(dockerignore::Dockerignore),
    /// Services and what they ask of their host.
    Compose(compose::File),
    /// Containers and images as the engine describes them.
    Inspect(inspect::Inspect),
    /// What a daemon prints of itself.
    DockerInfo(Box<docker_info::DockerInfo>),
    /// The versions of a client and of its daemon.
    DockerVersion(Box<docker_version::DockerVersion>),
    /// How a daemon is set up or started.
    DaemonConfig(Box<daemon_config::DaemonConfig>),
    /// The steps an image was made by.
    ImageHistory(image_history::History),
    /// What a collector saw on one machine, as artifacts of their own.
    Bundle(crate::artifact::Unpacked),
    /// What one of its commands showed of the machine.
    Host(host::Observation),
    /// What a manager lists of its swarm, as the places of the entries.
    Listing(Vec<crate::span::Span>),
    /// Another tool's verdicts.
    Bench(bench::Bench),
    /// Decisions of the reader; the policy reads them.
    Policy,
    /// What hadolint was told to leave out, and the lists it compares with.
    Hadolint(hadolint::Hadolint),
    /// Variables for Compose itself or for services.
    Dotenv(dotenv::Dotenv),
    /// Nothing that is judged.
    None,
}

impl Model {
    /// The comments in it that ask a tool to be silent, in order.
    pub fn suppressions(&self) -> &[suppression::Suppression] {
        match self {
            Self::Dockerfile(file) => &file.suppressions,
            Self::Hadolint(config) => &config.ignored,
            Self::Dockerignore(_)
            | Self::Compose(_)
            | Self::Inspect(_)
            | Self::DockerInfo(_)
            | Self::DockerVersion(_)
            | Self::DaemonConfig(_)
            | Self::ImageHistory(_)
            | Self::Bundle(_)
            | Self::Host(_)
            | Self::Listing(_)
            | Self::Bench(_)
            | Self::Policy
            | Self::Dotenv(_)
            | Self::None => &[],
        }
    }
}
