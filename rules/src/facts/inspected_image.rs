//! What the engine shows of an image, or its configuration and history do, and of a container
//! beside its settings.

mod read;

use jiff::civil::Date;

use super::{Fact, ImageReference, Listed};

/// An image that is there, as opposed to one that a Dockerfile would build.
#[derive(Clone, Debug)]
pub struct Picture {
    /// Its names with tags.
    pub tags: Listed<ImageReference>,
    /// Its names with digests; a registry has it where there are some.
    pub digests: Listed<ImageReference>,
    /// Whether it goes by its digest, as all do in containerd's image store: whatever is built
    /// there has one from the beginning.
    pub goes_by_digest: bool,
    /// The day it was made; `None` where it does not say, as builds leave that out that come
    /// out the same each time.
    pub created: Fact<Option<Date>>,
    /// The day the report holds for, which its age is counted to.
    pub today: Option<Date>,
    /// The most days it may be old.
    pub max_days: u32,
    /// Its size in bytes.
    pub size: Fact<u64>,
    /// How many layers it has.
    pub layers: Fact<u64>,
    /// What builds on it do unasked.
    pub triggers: Listed<String>,
    /// Folders that escape a read-only root.
    pub volumes: Listed<String>,
    /// Its labels by name.
    pub labels: Listed<(String, String)>,
    /// Ports it names, e.g. `22/tcp`.
    pub ports: Listed<String>,
    /// The maintainer in the field that labels replaced; empty for none.
    pub author: Fact<String>,
    /// The release of the classic builder that made it; empty for `BuildKit`.
    pub classic_builder: Fact<String>,
    /// The image its last step began from, which only the classic builder keeps; empty for none.
    pub parent: Fact<String>,
    /// Repositories that the engine remembers to have pulled it from.
    pub origins: Listed<String>,
    /// Signatures the engine knows of: the signer, and what is wrong with it if anything is.
    pub signatures: Listed<(String, Option<String>)>,
    /// The steps it was made by, oldest first; of a base image too. `None` where nothing that
    /// was given tells them.
    pub steps: Option<Listed<ImageStep>>,
    /// Whether an inspected container runs it; `None` where none was inspected.
    pub used: Option<bool>,
}

/// One step of an image's history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageStep {
    /// The instruction in capitals, e.g. `RUN`.
    pub instruction: String,
    /// What follows it, build arguments left out.
    pub text: String,
    /// Build arguments that the step was given, by name, and those an `ARG` sets.
    pub arguments: Vec<(String, String)>,
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
    /// Whether the kernel ended it for want of memory.
    pub out_of_memory: Fact<bool>,
    /// Programs in its file system that run as their owner or group, by path; `None` where
    /// nobody listed its files.
    pub setuid_programs: Option<Listed<String>>,
    /// Whether its image is the one its name stands for now.
    pub image_current: Fact<bool>,
    /// Ports that are published and that its image does not name.
    pub undeclared_ports: Listed<String>,
}
