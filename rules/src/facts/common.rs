//! What an image, a service and a container have.

use super::{Fact, Health, ImageReference, Listed, Stated, User, Variable};

/// What every subject has.
#[derive(Clone, Debug)]
pub struct Common {
    /// The user the main process starts as.
    pub user: Fact<User>,
    /// Whether Docker probes its health.
    pub health: Fact<Health>,
    /// The environment it is given, build arguments of a stage included.
    pub environment: Listed<Variable>,
    /// The images it names: a stage's base and `COPY --from`, a service's or container's image.
    pub images: Listed<ImageReference>,
    /// Labels that an engine shows and that hold a secret; those in files are judged as text.
    pub labels: Listed<Variable>,
    /// The commands that an engine shows, word by word; those in files are judged as text.
    pub commands: Vec<Vec<Stated<String>>>,
}
