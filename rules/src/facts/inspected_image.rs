//! What the engine shows of an image, or its configuration and history do.

use jiff::civil::Date;

use super::{Fact, Listed};

/// An image that is there, as opposed to one that a Dockerfile would build.
#[derive(Clone, Debug)]
pub struct Picture {
    /// Its names with tags.
    pub tags: Listed<String>,
    /// Its names with digests; a registry has it where there are some.
    pub digests: Listed<String>,
    /// The day it was made; unknown where a build without times says 1970.
    pub created: Fact<Date>,
    /// The day the report holds for, which its age is counted to.
    pub today: Option<Date>,
    /// Its size in bytes.
    pub size: Fact<u64>,
    /// How many layers it has.
    pub layers: Fact<u64>,
    /// What builds on it do unasked.
    pub triggers: Listed<String>,
    /// Folders that escape a read-only root.
    pub volumes: Listed<String>,
    /// Ports it names, e.g. `22/tcp`.
    pub ports: Listed<String>,
    /// The maintainer in the field that labels replaced.
    pub author: Fact<String>,
    /// The release of the classic builder that made it; empty for `BuildKit`.
    pub classic_builder: Fact<String>,
    /// Signatures the engine knows of: the signer, and what is wrong with it if anything is.
    pub signatures: Listed<(String, Option<String>)>,
    /// The steps it was made by, oldest first; of a base image too.
    pub steps: Listed<ImageStep>,
    /// Whether an inspected container runs it; `None` where none was inspected.
    pub used: Option<bool>,
}

/// One step of an image's history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageStep {
    /// The instruction in capitals, e.g. `RUN`.
    pub instruction: String,
    /// What follows it.
    pub text: String,
}

/// A container beside its settings: what it does right now.
#[derive(Clone, Debug)]
pub struct Running {
    /// `running`, `exited`, `created`, `dead`, `paused` or `restarting`.
    pub state: Fact<String>,
    /// `healthy`, `unhealthy` or `starting`; empty without a probe.
    pub health: Fact<String>,
    /// Sessions that were opened in it from outside.
    pub sessions: Listed<String>,
    /// How often it was started again.
    pub restarts: Fact<u64>,
    /// The programs that run in it, by their command lines.
    pub programs: Fact<Vec<String>>,
    /// The day its image was made, where that is inspected too.
    pub image_created: Fact<Date>,
    /// The day the report holds for.
    pub today: Option<Date>,
    /// Whether its image is the one its name stands for now; `None` where that is not known.
    pub image_current: Option<bool>,
    /// Ports the image names and those that are published beyond them.
    pub undeclared_ports: Listed<String>,
}
